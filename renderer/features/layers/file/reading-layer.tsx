import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../../../api/events';
import { useFormat } from '../../../i18n/use-format';
import { Spinner } from '../../../ui/spinner';
import { useScope } from '../browser/browser-store';

/** Contents are on their way: out of the engine's export, which may take a while, or out of a packed archive. */
export function ReadingLayer() {
  const { t } = useTranslation('layers');
  const format = useFormat();
  const { analysis, source } = useScope();
  const [received, setReceived] = useState(0);
  useEvent('layers.reading', ({ treeId, receivedBytes }) => {
    if (treeId === analysis.treeId) setReceived(receivedBytes);
  });
  const slow = useSlow();
  const where = source.kind === 'archive' ? 'Archive' : 'Engine';
  const words =
    received > 0
      ? t(`file.readingBytes${where}`, { size: format.size(received) })
      : t(`file.reading${where}`);
  return (
    <div aria-busy="true" className="p-3">
      {slow && <Spinner label={words} />}
    </div>
  );
}

/** Most contents are here before words could be read, milliseconds. */
const patience = 200;

function useSlow(): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), patience);
    return () => clearTimeout(timer);
  }, []);
  return slow;
}
