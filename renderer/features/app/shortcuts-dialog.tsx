import { useTranslation } from 'react-i18next';
import { useActionList } from '../../ui/actions';
import { Dialog } from '../../ui/dialog';
import { Kbd } from '../../ui/kbd';

interface Line {
  title: string;
  /** Alternatives, one after the other. */
  keys: readonly string[];
}

/** The cheat sheet: what works everywhere and on this page, in tables, in the layer browser and in the editor. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('app');
  const actions = useActionList();
  const lines = actions.flatMap(({ title, shortcut }) => (shortcut ? [{ title, keys: [shortcut] }] : []));
  return (
    <Dialog title={t('shortcuts.title')} size="xl" onClose={onClose} reading>
      <div className="grid grid-cols-3 gap-x-6">
        <div className="flex min-w-0 flex-col gap-5">
          <Section
            title={t('shortcuts.everywhere')}
            lines={[...lines, { title: t('shortcuts.escape'), keys: ['escape'] }]}
          />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Section
            title={t('shortcuts.tables')}
            lines={[
              { title: t('shortcuts.move'), keys: ['arrowup', 'arrowdown'] },
              { title: t('shortcuts.extend'), keys: ['shift+arrowup', 'shift+arrowdown'] },
              { title: t('shortcuts.ends'), keys: ['Home', 'End'] },
              { title: t('shortcuts.toggle'), keys: [' '] },
              { title: t('shortcuts.all'), keys: ['mod+a'] },
              { title: t('shortcuts.open'), keys: ['enter'] },
              { title: t('shortcuts.menu'), keys: ['shift+F10'] },
            ]}
          />
          <Section
            title={t('shortcuts.editor')}
            lines={[
              { title: t('shortcuts.save'), keys: ['mod+s'] },
              { title: t('shortcuts.complete'), keys: ['ctrl+ '] },
              { title: t('shortcuts.problem'), keys: ['F8'] },
              { title: t('shortcuts.findText'), keys: ['mod+f'] },
            ]}
          />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Section
            title={t('shortcuts.layers')}
            lines={[
              { title: t('shortcuts.layer'), keys: ['arrowup', 'arrowdown'] },
              { title: t('shortcuts.range'), keys: ['shift+arrowup', 'shift+arrowdown'] },
              { title: t('shortcuts.fold'), keys: ['arrowright', 'arrowleft'] },
              { title: t('shortcuts.file'), keys: ['enter'] },
              { title: t('shortcuts.openAll'), keys: ['*'] },
              { title: t('shortcuts.seek'), keys: ['A', 'B'] },
              { title: t('shortcuts.filter'), keys: ['/'] },
            ]}
          />
        </div>
      </div>
    </Dialog>
  );
}

function Section({ title, lines }: { title: string; lines: readonly Line[] }) {
  return (
    <section className="min-w-0">
      <h3 className="mb-1 text-sm font-medium text-faint">{title}</h3>
      <dl className="flex flex-col divide-y divide-line">
        {lines.map((line) => (
          <div key={line.title} className="flex min-h-7 items-center justify-between gap-4 py-0.5">
            <dt className="min-w-0 truncate">{line.title}</dt>
            <dd className="flex shrink-0 items-center gap-1.5">
              {line.keys.map((keys) => (
                <Kbd key={keys} keys={keys} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
