/** Progress streams of the engine folded into the rows and the outcome of a job. */
export { loadProgress } from './progress/load';
export { pullProgress } from './progress/pull';
export { pushProgress } from './progress/push';
export type { Progress, ProgressOutcome, TransferBytes } from './progress/rows';
