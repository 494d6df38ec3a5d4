import type { Handlers } from '../contract';
import { codedError } from '../core/coded-error';
import type { SettingsService } from './settings';

/** The requests that need a desktop; the shell answers them. */
export type DesktopRequest =
  | 'app.info'
  | 'app.openHelp'
  | 'app.copyText'
  | 'app.revealFile'
  | 'app.chooseOpenFile'
  | 'app.chooseSaveFile'
  | 'app.chooseFolder';
export type ServiceHandlers = Omit<Handlers, DesktopRequest>;

const notYet = async (): Promise<never> => {
  throw codedError('unsupported', 'not there yet');
};

export function serviceHandlers(settings: SettingsService): ServiceHandlers {
  return {
    'app.identifyFile': notYet,
    'app.suggestSavePath': notYet,
    'app.fileExists': notYet,
    'settings.get': async () => settings.get(),
    'settings.set': async (change) => settings.set(change),
    'engines.state': async () => ({
      endpoints: [],
      activeId: null,
      connection: { state: 'none' },
      problems: [],
    }),
    'engines.refresh': async () => ({
      endpoints: [],
      activeId: null,
      connection: { state: 'none' },
      problems: [],
    }),
    'engines.use': notYet,
    'images.list': notYet,
    'images.refresh': notYet,
    'images.facts': notYet,
    'images.details': notYet,
    'images.history': notYet,
    'images.dockerfile': notYet,
    'images.json': notYet,
    'images.checkReference': notYet,
    'images.complete': notYet,
    'images.removePreview': notYet,
    'images.prunePreview': notYet,
    'containers.list': notYet,
    'containers.changes': notYet,
    'build.context': notYet,
    'jobs.start': notYet,
    'jobs.list': async () => [],
    'jobs.cancel': notYet,
    'jobs.retry': notYet,
    'jobs.log': notYet,
    'jobs.clear': async () => [],
    'registries.state': notYet,
    'registries.signIn': notYet,
    'registries.signOut': notYet,
    'registries.search': notYet,
    'registries.tags': notYet,
  };
}
