export { findFindings } from './find-findings';
export { keepContent } from './keep-content';
export { readContents, readOs } from './read-contents';
