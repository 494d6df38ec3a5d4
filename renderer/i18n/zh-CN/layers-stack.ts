import type { layerStack as english } from '../en/layers-stack';
import type { TranslationOf } from '../translation';

export const layerStack: TranslationOf<typeof english> = {
  title: '镜像的层，最下面是基础',
  intro: '请从下往上看：每一层只包含该步骤新增、修改或删除的文件，叠在下面所有层之上。',
  writable: '容器的可写层',
  writableText:
    '启动容器时加上：容器写入的内容都在这里，下面的镜像保持不变。删除容器会丢弃这一层，提交则把它变成新的一层。',
  own: '此镜像添加的层',
  fromBase: '来自基础镜像',
  count_other: '{{count}} 层',
  shared_other: '另有 {{count}} 个镜像也包含此层',
  onlyHere: '仅此镜像包含',
  diffId: '层摘要',
  number: '第 {{number}} 层',
  sizeUnknown: '大小未知',
  unknownAlignment: '引擎给出的历史与这些层对不上，因此无法得知每一层的大小和命令。',
  inferred: '哪条命令产生哪一层，是根据指令的规则推断的。',
  none: '此镜像没有层',
  noneText: '它只包含设置。由它启动的容器面对的是空的文件系统。',
  commandUnknown: '没有记录命令',
};
