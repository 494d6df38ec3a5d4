import type { Handlers, Publish } from '../../contract';
import { readBuildFile, saveBuildFile } from './build-files';
import { checkDockerfile, completeDockerfile, hoverDockerfile } from './dockerfile-language';
import { inspectContext } from './inspect-context';

type Part = Pick<Handlers, Extract<keyof Handlers, `build.${string}` | `dockerfile.${string}`>>;

/** Requests about a folder and its Dockerfile before and while they are built. */
export function buildHandlers({ publish }: { publish: Publish }): Part {
  return {
    ...contextHandlers(publish),
    ...languageHandlers(),
    'dockerfile.read': readBuildFile,
    'dockerfile.save': saveBuildFile,
  };
}

/** A folder may be large: looking at another one ends looking at the one before. */
function contextHandlers(publish: Publish): Pick<Part, 'build.context'> {
  let looking = new AbortController();
  return {
    'build.context': (input) => {
      looking.abort();
      looking = new AbortController();
      const { look, ignoreText } = input;
      return inspectContext(input, {
        signal: looking.signal,
        ignoreText,
        ...(look === undefined
          ? {}
          : { onProgress: (context) => publish('build.measuring', { look, context }) }),
      });
    },
  };
}

function languageHandlers(): Pick<Part, 'dockerfile.check' | 'dockerfile.complete' | 'dockerfile.hover'> {
  return {
    'dockerfile.check': async ({ text }) => checkDockerfile(text),
    'dockerfile.complete': ({ text, position }) => completeDockerfile(text, position),
    'dockerfile.hover': async ({ text, position }) => hoverDockerfile(text, position),
  };
}
