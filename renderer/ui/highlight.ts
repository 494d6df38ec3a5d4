import { jsonLanguage } from '@codemirror/lang-json';
import { type Language, StreamLanguage } from '@codemirror/language';
import { dockerFile } from '@codemirror/legacy-modes/mode/dockerfile';
import { shell } from '@codemirror/legacy-modes/mode/shell';
import { tagHighlighter, tags } from '@lezer/highlight';

export type CodeLanguage = 'dockerfile' | 'json' | 'shell' | 'plain';

const languages: Record<Exclude<CodeLanguage, 'plain'>, Language> = {
  dockerfile: StreamLanguage.define(dockerFile),
  json: jsonLanguage,
  shell: StreamLanguage.define(shell),
};

export function languageOf(name: CodeLanguage): Language | null {
  return name === 'plain' ? null : languages[name];
}

/** Kinds of words -> the classes of `styles/code.css`; few colours, so that code stays calm. */
export const highlighter = tagHighlighter([
  {
    tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword, tags.standard(tags.variableName)],
    class: 'tok-keyword',
  },
  { tag: [tags.string, tags.special(tags.string)], class: 'tok-string' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], class: 'tok-number' },
  { tag: [tags.comment, tags.meta], class: 'tok-comment' },
  { tag: [tags.propertyName, tags.definition(tags.variableName), tags.attributeName], class: 'tok-name' },
]);
