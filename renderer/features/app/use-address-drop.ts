import { useEffect } from 'react';
import { openAddress } from '../../api/drops';

const KINDS = ['text/uri-list', 'text/plain'];

/** Takes addresses that are dragged out of a browser. Text boxes keep what is dropped on them. */
export function useAddressDrag(): void {
  useEffect(() => {
    const carriesAddress = ({ dataTransfer, target }: DragEvent) =>
      dataTransfer !== null &&
      !dataTransfer.types.includes('Files') &&
      KINDS.some((kind) => dataTransfer.types.includes(kind)) &&
      !(target instanceof Element && target.closest('input, textarea, [contenteditable="true"]'));
    const onDragOver = (event: DragEvent) => {
      if (carriesAddress(event)) event.preventDefault();
    };
    const onDrop = (event: DragEvent) => {
      if (!carriesAddress(event)) return;
      const text = KINDS.map((kind) => event.dataTransfer?.getData(kind) ?? '').find((found) => found !== '');
      const address = text?.split(/\r?\n/).find((line) => line !== '' && !line.startsWith('#'));
      if (address !== undefined && openAddress(address.trim())) event.preventDefault();
    };
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('drop', onDrop);
    };
  }, []);
}
