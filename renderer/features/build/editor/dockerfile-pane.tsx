import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { invoke } from '../../../api/client';
import type { DockerfileProblem } from '../../../api/contract';
import { ErrorView } from '../../../ui/error-view';
import { TextEditor, type TextEditorHandle, type TextPlace } from '../../../ui/text-editor';
import { useBuildStore } from '../build-store';
import { openFile, saveFile, useEdited, writeText } from './edit-store';
import { EditorHead } from './editor-head';
import { NewDockerfile } from './new-dockerfile';
import { OutsideBanner } from './outside-banner';
import { ProblemList } from './problem-list';
import { problemText } from './problem-text';
import { useProblems } from './use-problems';

/** Lines (0-based, the last one included) at which a build failed; null when none did. */
export type FailedLines = { from: number; to: number } | null;

/** The Dockerfile of the form in an editor, with what can be said about it. */
export function DockerfilePane({ failed }: { failed: FailedLines }) {
  const { t } = useTranslation('dockerfile');
  const { form, context } = useBuildStore();
  const folder = form.folder.trim();
  const file = form.dockerfile.trim() === '' ? 'Dockerfile' : form.dockerfile.trim();
  const missing = context !== null && context.folder === folder && context.dockerfile === '';
  const elsewhere = context !== null && context.folder === folder && context.kind !== 'folder';
  const edited = useEdited(folder, file);
  const editor = useRef<TextEditorHandle>(null);
  const problems = useProblems(edited?.saved == null ? null : edited.text);
  const marks = useMemo(
    () => problems.map((problem) => ({ ...problem, text: problemText(t, problem) })),
    [problems, t],
  );
  const lineClass = useMemo(() => lineClassOf(failed), [failed]);

  useEffect(() => {
    if (folder !== '' && !elsewhere) void openFile(folder, file);
  }, [folder, file, elsewhere]);
  const goTo = useCallback(({ from }: DockerfileProblem) => editor.current?.goTo(from), []);
  const ready = edited?.saved != null;
  useEffect(() => {
    if (ready && failed !== null) editor.current?.goTo({ line: failed.from, character: 0 });
  }, [ready, failed]);

  if (folder === '') return <p className="text-muted">{t('edit.noFolder')}</p>;
  if (elsewhere) return <p className="text-muted">{t('edit.elsewhere')}</p>;
  if (edited === undefined) return null;
  return (
    <section aria-label={t('edit.region')} className="flex min-h-0 flex-1 flex-col gap-2">
      <EditorHead edited={edited}>
        {(missing || edited.text === '') && (
          <NewDockerfile onChoose={(text) => writeText(folder, file, text)} />
        )}
      </EditorHead>
      {edited.error && <ErrorView error={edited.error} />}
      <OutsideBanner edited={edited} />
      {ready && (
        <>
          <div className="flex min-h-48 flex-1 overflow-hidden rounded-lg border border-line bg-raised">
            <TextEditor
              ref={editor}
              label={t('edit.editor')}
              language="dockerfile"
              text={edited.text}
              onChange={(text) => writeText(folder, file, text)}
              onSave={() => void saveFile(folder, file)}
              marks={marks}
              lineClass={lineClass}
              complete={complete}
              explain={explain}
            />
          </div>
          <ProblemList problems={problems} onChoose={goTo} />
        </>
      )}
    </section>
  );
}

const complete = (text: string, position: TextPlace) => invoke('dockerfile.complete', { text, position });
const explain = (text: string, position: TextPlace) => invoke('dockerfile.hover', { text, position });

function lineClassOf(failed: FailedLines) {
  const isIn = (line: number) => failed !== null && line >= failed.from && line <= failed.to;
  return (line: number) => (isIn(line) ? 'cm-failed-line' : '');
}
