import {
  type DockerfileLanguageService,
  DockerfileLanguageServiceFactory,
} from 'dockerfile-language-service';
import type { Completion, DockerfileProblem, TextPosition } from '../../contract';
import { adviseDockerfile } from '../../core/dockerfile/advice/advise-dockerfile';
import { syntaxCodeOf, valuesIn } from './syntax-problem';

type CompletionItem = Awaited<ReturnType<DockerfileLanguageService['computeCompletionItems']>>[number];

const service = DockerfileLanguageServiceFactory.createLanguageService();
service.setCapabilities({
  completion: { completionItem: { snippetSupport: false, documentationFormat: ['plaintext'] } },
  hover: { contentFormat: ['plaintext'] },
});

/** Severities of the language server protocol: 1 is an error. */
const severityOf = (severity: number | undefined) => (severity === 1 ? 'error' : 'warning');

/** What is wrong with a Dockerfile and what could be better, in the order of its text. */
export function checkDockerfile(text: string): DockerfileProblem[] {
  const syntax = service.validate(text).map((found): DockerfileProblem => {
    const code = syntaxCodeOf(found.code);
    const { start, end } = found.range;
    return {
      source: 'syntax',
      code,
      from: start,
      to: end,
      severity: severityOf(found.severity),
      params: valuesIn(code, found.message),
      message: found.message,
    };
  });
  return [...syntax, ...adviseDockerfile(text)].sort(
    (a, b) => a.from.line - b.from.line || a.from.character - b.from.character,
  );
}

const SLICES = 24;
const SLICE_LINES = 60;
let warm = false;

/**
 * Checks parts of a text in the background, once: the engine of JavaScript compiles what runs often, and the first
 * checks of a long Dockerfile would otherwise come later than the person types. Slices leave room for other requests.
 */
export function warmUp(text: string): void {
  if (warm) return;
  warm = true;
  const part = text.split('\n').slice(0, SLICE_LINES).join('\n');
  let left = SLICES;
  const next = () => {
    checkDockerfile(part);
    left -= 1;
    if (left > 0) setImmediate(next);
  };
  setImmediate(next);
}

/** The service would ask Docker Hub for tags; nothing is sent anywhere while a person types. */
const NAMES_A_TAG = /^\s*FROM\s+(?:--\S+\s+)*\S*[:@]\S*$/i;

/** What may stand at a place of a Dockerfile. */
export async function completeDockerfile(text: string, position: TextPosition): Promise<Completion[]> {
  const line = text.split(/\r?\n/)[position.line] ?? '';
  if (NAMES_A_TAG.test(line.slice(0, position.character))) return [];
  const items = await service.computeCompletionItems(text, position);
  return items.flatMap((item) => completionOf(item));
}

function completionOf(item: CompletionItem): Completion[] {
  const { textEdit } = item;
  if (textEdit === undefined || !('range' in textEdit)) return [];
  return [
    {
      label: item.label,
      detail: textOf(service.resolveCompletionItem(item).documentation) || (item.detail ?? ''),
      insert: textEdit.newText,
      from: textEdit.range.start,
      to: textEdit.range.end,
      kind: kindOf(item.kind),
    },
  ];
}

/** Kinds of the protocol: 14 keyword, 6 variable. */
function kindOf(kind: number | undefined): Completion['kind'] {
  if (kind === 14) return 'keyword';
  return kind === 6 ? 'variable' : 'value';
}

const textOf = (content: string | { value: string } | undefined): string =>
  typeof content === 'object' ? content.value : (content ?? '');

/** Plain text about the word at a place; empty when there is nothing to say. */
export function hoverDockerfile(text: string, position: TextPosition): string {
  const contents = service.computeHover(text, position)?.contents;
  if (contents === undefined || Array.isArray(contents)) return '';
  return typeof contents === 'string' ? contents : contents.value;
}
