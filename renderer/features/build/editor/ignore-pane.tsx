import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../../../ui/error-view';
import { TextEditor } from '../../../ui/text-editor';
import { measureAgain, useBuildStore } from '../build-store';
import { ContextCard } from '../context-card';
import { isDirty, openFile, saveFile, useEdited, writeText } from './edit-store';
import { EditorHead } from './editor-head';
import { OutsideBanner } from './outside-banner';

/** Typing settles for so long before the folder is walked under the new rules, milliseconds. */
const SETTLE = 150;

/** The ignore file in force, or the one that would be, beside what it makes of the context. */
export function IgnorePane() {
  const { t } = useTranslation('dockerfile');
  const { context, form } = useBuildStore();
  const folder = form.folder.trim();
  const file = context?.ignoreFile || '.dockerignore';
  const elsewhere = context !== null && context.folder === folder && context.kind !== 'folder';
  const edited = useEdited(folder, file);
  const text = edited?.text ?? '';
  const dirty = isDirty(edited);
  const ready = edited?.saved != null;
  const measured = useRef<string | null>(null);
  useEffect(() => {
    if (folder !== '' && !elsewhere) void openFile(folder, file);
  }, [folder, file, elsewhere]);
  useEffect(() => {
    if (!ready) return;
    const opened = measured.current === null;
    measured.current = text;
    if (opened && !dirty) return;
    const timer = setTimeout(() => void measureAgain(text), SETTLE);
    return () => clearTimeout(timer);
  }, [ready, dirty, text]);

  if (folder === '') return <p className="text-muted">{t('edit.noFolder')}</p>;
  if (elsewhere) return <p className="text-muted">{t('edit.elsewhere')}</p>;
  if (edited === undefined) return null;
  return (
    <section aria-label={t('edit.ignoreRegion')} className="flex min-h-0 flex-1 flex-col gap-3">
      <EditorHead edited={edited} />
      {edited.error && <ErrorView error={edited.error} />}
      <OutsideBanner edited={edited} />
      {ready && (
        <div className="flex min-h-40 flex-1 overflow-hidden rounded-lg border border-line bg-raised">
          <TextEditor
            label={t('edit.ignoreEditor')}
            language="shell"
            text={text}
            onChange={(next) => writeText(folder, file, next)}
            onSave={() => void saveFile(folder, file)}
          />
        </div>
      )}
      <ContextCard />
    </section>
  );
}
