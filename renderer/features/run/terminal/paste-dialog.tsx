import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format';
import { ConfirmFooter } from '../../../ui/confirm-footer';
import { Dialog } from '../../../ui/dialog';
import { visibleText } from '../../../ui/visible-text';

export interface PasteDialogProps {
  text: string;
  /** The text to paste, or null for none. */
  onEnd: (text: string | null) => void;
}

/** Shows what is about to be pasted, because a shell runs each line as it comes. */
export function PasteDialog({ text, onEnd }: PasteDialogProps) {
  const { t } = useTranslation('run');
  const format = useFormat();
  const lines = text.split(/\r\n|\r|\n/).length;
  const cancel = () => onEnd(null);
  return (
    <Dialog
      title={t('paste.title')}
      description={t('paste.description', { count: lines, number: format.count(lines) })}
      onClose={cancel}
      onSubmit={() => onEnd(text)}
      footer={<ConfirmFooter verb={t('paste.confirm')} onCancel={cancel} />}
    >
      <pre className="max-h-60 overflow-auto rounded-md border border-line bg-sunken px-3 py-2 font-mono text-sm whitespace-pre-wrap break-words">
        {visibleText(text.slice(0, 20_000))}
      </pre>
    </Dialog>
  );
}
