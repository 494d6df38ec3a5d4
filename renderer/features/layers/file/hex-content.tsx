import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appErrorOf } from '../../../api/api-error';
import { invoke } from '../../../api/client';
import type { AppError } from '../../../api/contract';
import { Button } from '../../../ui/button';
import { ErrorView } from '../../../ui/error-view';
import { bytesOf, parseOffset, pieceBytes, sectionBytes } from '../../../ui/hex-rows';
import { HexView } from '../../../ui/hex-view';
import { TextField } from '../../../ui/text-field';
import { useScope } from '../browser/browser-store';

interface HexContentProps {
  node: number;
  layer: number;
  totalBytes: number;
}

/** The bytes of a file that is no text. */
export function HexContent({ node, layer, totalBytes }: HexContentProps) {
  const { t } = useTranslation('layers');
  const { analysis } = useScope();
  const { treeId } = analysis;
  const [offset, setOffset] = useState(0);
  const [error, setError] = useState<AppError | null>(null);
  const load = useCallback(
    async (at: number) => {
      try {
        const piece = await invoke('layers.piece', { treeId, node, layer, offset: at, length: pieceBytes });
        return bytesOf(piece.base64);
      } catch (thrown) {
        setError(appErrorOf(thrown));
        return null;
      }
    },
    [treeId, node, layer],
  );
  if (error) {
    const retry = <Button onClick={() => setError(null)}>{t('analyse.retry')}</Button>;
    return <ErrorView size="page" error={error} actions={retry} />;
  }
  return (
    <>
      {totalBytes > sectionBytes && <GoTo totalBytes={totalBytes} onGo={setOffset} />}
      <HexView label={t('file.binary')} totalBytes={totalBytes} offset={offset} load={load} />
    </>
  );
}

/** A large file is shown a part at a time; this leads to any place of it. */
function GoTo({ totalBytes, onGo }: { totalBytes: number; onGo: (offset: number) => void }) {
  const { t } = useTranslation('layers');
  const [text, setText] = useState('');
  const offset = parseOffset(text, totalBytes);
  return (
    <div className="shrink-0 border-b border-line px-3 py-2">
      <TextField
        hideLabel
        mono
        label={t('file.offset')}
        placeholder={`${t('file.offset')}: ${t('file.offsetHint')}`}
        value={text}
        onChange={setText}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && offset !== null) onGo(offset);
        }}
        error={text !== '' && offset === null ? t('file.offsetWrong') : undefined}
      />
    </div>
  );
}
