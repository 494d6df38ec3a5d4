import type { BuildContext, Handlers, Publish } from '../../contract';
import { readBuildFile, saveBuildFile } from './build-files';
import type { BuildHistory } from './build-history';
import { inspectAny } from './inspect-any';
import type { MeasureContext } from './measure-context';

/** Read when a first Dockerfile is opened: most starts of the app need none of it. */
const language = async () => await import('./dockerfile-language');

type Part = Pick<
  Handlers,
  Extract<keyof Handlers, `build.${string}` | `builds.${string}` | `dockerfile.${string}`>
>;

interface BuildServices {
  publish: Publish;
  builds: BuildHistory;
  measure: MeasureContext;
}

/** Requests about a folder and its Dockerfile before and while they are built. */
export function buildHandlers(services: BuildServices): Part {
  const { builds } = services;
  return {
    ...contextHandlers(services),
    'builds.list': async () => builds.list(),
    'builds.log': ({ id }) => builds.log(id),
    'builds.remove': ({ id }) => builds.remove(id),
    ...languageHandlers(),
    'dockerfile.read': async (address) => {
      const file = await readBuildFile(address);
      (await language()).warmUp(file.text);
      return file;
    },
    'dockerfile.save': saveBuildFile,
  };
}

/** A folder may be large: looking at another one ends looking at the one before. */
function contextHandlers({ publish, builds, measure }: BuildServices): Pick<Part, 'build.context'> {
  let looking = new AbortController();
  /** What was built from a folder last is likely to be built from it again. */
  const asBefore = (context: BuildContext): BuildContext => {
    const tags = builds.lastOf(context.folder, context.dockerfile)?.spec.tags ?? [];
    return tags.length === 0 ? context : { ...context, suggestedTag: tags.join(' ') };
  };
  return {
    'build.context': async ({ look, ignoreText, ...input }) => {
      looking.abort();
      looking = new AbortController();
      const onProgress = (context: BuildContext) => {
        if (look !== undefined) publish('build.measuring', { look, context: asBefore(context) });
      };
      return asBefore(await inspectAny(input, { signal: looking.signal, ignoreText, onProgress, measure }));
    },
  };
}

function languageHandlers(): Pick<Part, 'dockerfile.check' | 'dockerfile.complete' | 'dockerfile.hover'> {
  return {
    'dockerfile.check': async ({ text }) => (await language()).checkDockerfile(text),
    'dockerfile.complete': async ({ text, position }) =>
      await (await language()).completeDockerfile(text, position),
    'dockerfile.hover': async ({ text, position }) => (await language()).hoverDockerfile(text, position),
  };
}
