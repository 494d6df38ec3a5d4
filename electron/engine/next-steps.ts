import type { ErrorCode, NextStep } from '../contract';
import type { ErrorContext, Match } from './error-context';

type Steps = (match: Match, context: ErrorContext) => NextStep[];

const none: Steps = () => [];
const retry: NextStep = { step: 'retry' };
const chooseEngine: NextStep = { step: 'choose-engine' };
const always =
  (...steps: NextStep[]): Steps =>
  () =>
    steps;

const signIn = ({ server }: ErrorContext): NextStep[] =>
  server === undefined ? [] : [{ step: 'sign-in', server }];

const showContainers = ({ params }: Match, { imageId }: ErrorContext): NextStep[] =>
  params?.containers === undefined || imageId === undefined ? [] : [{ step: 'show-containers', imageId }];

const force = (match: Match): NextStep[] => (match.force === true ? [{ step: 'force' }] : []);

const steps: Record<ErrorCode, Steps> = {
  unauthorised: (_, context) => signIn(context),
  denied: (_, context) => signIn(context),
  'rate-limited': (_, context) => [...signIn(context), retry],
  'no-space': always({ step: 'prune' }, retry),
  'image-in-use': (match, context) => [...showContainers(match, context), ...force(match)],
  'engine-unreachable': always(retry, chooseEngine),
  'unknown-api': always(chooseEngine),
  'network-down': always(retry),
  'engine-lost': always(retry),
  'engine-error': always(retry),
  'step-failed': always(retry),
  'dockerfile-error': always(retry),
  'registry-error': always(retry),
  'bad-response': always(retry),
  timeout: always(retry),
  // A registry's certificate may be mended meanwhile; an engine's needs other settings.
  'tls-failure': (_, { server }) => [server === undefined ? chooseEngine : retry],
  'bad-reference': none,
  'bad-input': none,
  'not-found': none,
  'name-conflict': none,
  'port-in-use': none,
  'command-not-found': none,
  unsupported: none,
  'engine-changed': none,
  'bad-archive': none,
  'file-exists': none,
  'changed-outside': none,
  'file-unreadable': none,
  'name-not-utf8': none,
  'file-unwritable': none,
  'credential-helper': none,
  internal: none,
};

/** Which buttons an error offers; those that need the registry or the image are left out without it. */
export const nextSteps = (match: Match, context: ErrorContext): NextStep[] =>
  steps[match.code](match, context);
