import { app } from 'electron';
import type { JobKind, MenuCommand, Settings } from '../contract';

/** Words of native menus, dialogs and notifications: the renderer's translations cannot reach them. */
export interface Texts {
  menu: {
    file: string;
    edit: string;
    view: string;
    go: string;
    window: string;
    help: string;
    theme: string;
    language: string;
    quit: string;
    undo: string;
    redo: string;
    cut: string;
    copy: string;
    paste: string;
    selectAll: string;
    zoomIn: string;
    zoomOut: string;
    actualSize: string;
    fullScreen: string;
    minimize: string;
    close: string;
    command: Record<MenuCommand, string>;
  };
  quit: { message: (count: number) => string; detail: string; confirm: string; stay: string };
  unsaved: {
    message: (count: number, name: string) => string;
    detail: string;
    save: string;
    discard: string;
    stay: string;
  };
  files: { archives: string; layouts: string; all: string };
  ended: { done: Record<JobKind, string>; failed: Record<JobKind, string> };
}

const en: Texts = {
  menu: {
    file: 'File',
    edit: 'Edit',
    view: 'View',
    go: 'Go',
    window: 'Window',
    help: 'Help',
    theme: 'Theme',
    language: 'Language',
    quit: 'Quit Layeryard',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select All',
    zoomIn: 'Zoom In',
    zoomOut: 'Zoom Out',
    actualSize: 'Actual Size',
    fullScreen: 'Toggle Full Screen',
    minimize: 'Minimize',
    close: 'Close Window',
    command: {
      pull: 'Pull Image…',
      load: 'Load Images…',
      import: 'Import Root File System…',
      search: 'Search Registry…',
      prune: 'Prune Images…',
      'sign-in': 'Sign In to Registry…',
      palette: 'Command Palette…',
      find: 'Find',
      refresh: 'Refresh',
      'open-archive': 'Open Archive…',
      'go-images': 'Images',
      build: 'Build…',
      'go-build': 'Build',
      'go-registries': 'Registries',
      'go-jobs': 'Jobs',
      'theme-system': 'Follow System',
      'theme-light': 'Light',
      'theme-dark': 'Dark',
      'language-en': 'English',
      'language-zh': '简体中文',
      about: 'About Layeryard',
      shortcuts: 'Keyboard Shortcuts',
    },
  },
  quit: {
    message: (count) => (count === 1 ? 'A job is still running' : `${count} jobs are still running`),
    detail: 'Quitting cancels what is still running. Nothing half-finished is left behind.',
    confirm: 'Cancel Jobs and Quit',
    stay: 'Keep Running',
  },
  unsaved: {
    message: (count, name) =>
      count === 1 ? `Save the changes to ${name}?` : `Save the changes to ${count} files?`,
    detail: 'Changes that are not saved are lost.',
    save: 'Save',
    discard: 'Discard',
    stay: 'Cancel',
  },
  files: { archives: 'Image archives', layouts: 'Archives and OCI layouts', all: 'All files' },
  ended: {
    done: {
      pull: 'Pulled',
      push: 'Pushed',
      tag: 'Tagged',
      untag: 'Untagged',
      remove: 'Removed',
      prune: 'Pruned',
      commit: 'Committed',
      save: 'Saved',
      load: 'Loaded',
      import: 'Imported',
      build: 'Built',
      analyse: 'Analysed',
      extract: 'Saved',
    },
    failed: {
      pull: 'Pull failed',
      push: 'Push failed',
      tag: 'Tag failed',
      untag: 'Untag failed',
      remove: 'Remove failed',
      prune: 'Prune failed',
      commit: 'Commit failed',
      save: 'Save failed',
      load: 'Load failed',
      import: 'Import failed',
      build: 'Build failed',
      analyse: 'Analysis failed',
      extract: 'Save failed',
    },
  },
};

const zhCN: Texts = {
  menu: {
    file: '文件',
    edit: '编辑',
    view: '视图',
    go: '前往',
    window: '窗口',
    help: '帮助',
    theme: '主题',
    language: '语言',
    quit: '退出 Layeryard',
    undo: '撤销',
    redo: '重做',
    cut: '剪切',
    copy: '复制',
    paste: '粘贴',
    selectAll: '全选',
    zoomIn: '放大',
    zoomOut: '缩小',
    actualSize: '实际大小',
    fullScreen: '切换全屏',
    minimize: '最小化',
    close: '关闭窗口',
    command: {
      pull: '拉取镜像…',
      load: '加载镜像…',
      import: '导入根文件系统…',
      search: '搜索仓库…',
      prune: '清理镜像…',
      'sign-in': '登录镜像仓库…',
      palette: '命令面板…',
      find: '查找',
      refresh: '刷新',
      'open-archive': '打开归档…',
      'go-images': '镜像',
      build: '构建…',
      'go-build': '构建',
      'go-registries': '镜像仓库',
      'go-jobs': '任务',
      'theme-system': '跟随系统',
      'theme-light': '浅色',
      'theme-dark': '深色',
      'language-en': 'English',
      'language-zh': '简体中文',
      about: '关于 Layeryard',
      shortcuts: '键盘快捷键',
    },
  },
  quit: {
    message: (count) => `还有 ${count} 个任务正在运行`,
    detail: '退出会取消仍在运行的任务，不会留下未完成的文件。',
    confirm: '取消任务并退出',
    stay: '继续运行',
  },
  unsaved: {
    message: (count, name) =>
      count === 1 ? `要保存对 ${name} 的更改吗？` : `要保存对 ${count} 个文件的更改吗？`,
    detail: '未保存的更改会丢失。',
    save: '保存',
    discard: '不保存',
    stay: '取消',
  },
  files: { archives: '镜像归档', layouts: '归档与 OCI 布局', all: '所有文件' },
  ended: {
    done: {
      pull: '拉取完成',
      push: '推送完成',
      tag: '标记完成',
      untag: '已移除标签',
      remove: '删除完成',
      prune: '清理完成',
      commit: '提交完成',
      save: '保存完成',
      load: '加载完成',
      import: '导入完成',
      build: '构建完成',
      analyse: '分析完成',
      extract: '保存完成',
    },
    failed: {
      pull: '拉取失败',
      push: '推送失败',
      tag: '标记失败',
      untag: '移除标签失败',
      remove: '删除失败',
      prune: '清理失败',
      commit: '提交失败',
      save: '保存失败',
      load: '加载失败',
      import: '导入失败',
      build: '构建失败',
      analyse: '分析失败',
      extract: '保存失败',
    },
  },
};

/** The system's language, as far as the app speaks it. Known once the app is ready. */
export function systemLanguage(): 'en' | 'zh-CN' {
  const preferred = app.getPreferredSystemLanguages()[0] ?? app.getLocale();
  return preferred.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

export function textsFor(language: Settings['language']): Texts {
  const resolved = language === 'system' ? systemLanguage() : language;
  return resolved === 'zh-CN' ? zhCN : en;
}
