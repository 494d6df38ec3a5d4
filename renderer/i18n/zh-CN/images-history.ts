import type { imageHistory as english } from '../en/images-history';
import type { TranslationOf } from '../translation';

export const imageHistory: TranslationOf<typeof english> = {
  history: {
    steps_other: '{{count}} 个步骤',
    summary: '{{layers}} 个含文件的层，{{settings}} 项设置',
    own: '此镜像的步骤',
    fromBase: '基础镜像的步骤',
    noLayer: '只改设置',
    expand: '显示完整命令',
    collapse: '收起',
    original: '原始记录',
    copyCommand: '命令',
    copyOriginal: '原始记录',
    buildArgs: '构建参数',
    nothingRecorded: '没有记录任何指令。',
    origin: {
      commit: '由 docker commit 产生',
      import: '导入的文件系统',
      rootfs: '根文件系统',
      unknown: '来源不明',
    },
    why: {
      commit:
        '有人在容器中手动改动文件后保存了结果。记录里只有容器的启动命令，没有实际做了什么，因此无从核查，也无法重现。',
      import: '文件以归档形式导入，没有任何指令。它们从哪里来、如何制作，都没有记录。',
      unknown:
        '只记录了一条命令，没有记录它是不是指令：可能是 exec 形式的 RUN，也可能是有人手动改动容器后提交的。',
      nothing: '此层含有文件，却没有任何记录说明它们的由来。',
      rootfs: '基础系统以一个归档形式加入。其中的内容即便有记录，也在别处。',
    },
    auditTitle_other: '{{count}} 层没有记录指令',
    auditText: '其中的文件无法对照 Dockerfile 核查，也无法重新构建。对它的信任应与对制作者的信任一致。',
    auditShow: '查看',
    none: '没有历史',
    noneText: '此镜像没有记录任何步骤。',
    unavailable: '此引擎不提供镜像的历史',
  },
  dockerfile: {
    label: '还原的 Dockerfile',
    intro: '根据历史还原。它说明做过什么，但不一定能重新构建出同样的镜像。',
    copy: 'Dockerfile',
    notes: '无法得知的内容',
    note: {
      'copy-sources-unknown': 'COPY 和 ADD 从构建目录取用的文件不在历史中，只留有校验和。',
      'commit-layer': '有一层由 docker commit 产生：其中改动了什么没有记录。',
      'import-layer': '有一层以归档形式导入：其中的文件如何制作没有记录。',
      'base-unknown': '基础镜像不在此引擎上，因此 FROM 只能说明最下面的层是什么。',
      heredoc: '写在 Dockerfile 中的多行脚本显示为一条命令。',
      'build-args': '构建参数显示为当时使用的值，其默认值无从得知。',
    },
    step: '步骤 {{number}}',
    noStep: '将指针移到某一行，即可看到它来自哪个步骤。',
    settingOnly: '只改设置',
    none: '没有可还原的内容',
    noneText: '此镜像没有记录任何步骤。',
  },
};
