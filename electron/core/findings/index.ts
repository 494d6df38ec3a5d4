export type { ReadFile } from './contents/programs';
export { readContents, readOs } from './contents/read-contents';
export { findFindings } from './find-findings';
export { keepContent } from './keep-content';
