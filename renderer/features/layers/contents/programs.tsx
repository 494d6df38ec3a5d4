import { useTranslation } from 'react-i18next';
import type { ImageContents } from '../../../api/contract';
import { useFormat } from '../../../i18n/use-format';
import { MiddleText } from '../../../ui/middle-text';
import { visibleText } from '../../../ui/visible-text';
import { useBrowserCommands } from '../browser/browser-store';

type Program = ImageContents['programs'][number];

/** The executables of an image without a system, and what each needs to run. */
export function Programs({ programs }: { programs: readonly Program[] }) {
  const { t } = useTranslation('layers');
  return (
    <section aria-labelledby="contents-programs" className="flex flex-col gap-1">
      <h3 id="contents-programs" className="font-semibold">
        {t('contents.programs')}
      </h3>
      <ul className="-mx-1.5 flex flex-col">
        {programs.map((program) => (
          <li key={`${program.node} ${program.layer}`}>
            <Line program={program} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Line({ program }: { program: Program }) {
  const { t } = useTranslation('layers');
  const format = useFormat();
  const { goTo } = useBrowserCommands();
  const { path, size, machine, interpreter, needed, missing } = program;
  const list = (names: readonly string[]) => visibleText(names.join(', '));
  const needs =
    interpreter === '' && needed.length === 0
      ? t('contents.static')
      : [
          interpreter === '' ? '' : t('contents.loader', { name: visibleText(interpreter) }),
          needed.length === 0 ? '' : t('contents.needs', { names: list(needed) }),
        ];
  return (
    <button
      type="button"
      onClick={() => goTo(program)}
      className="flex w-full min-w-0 flex-col rounded-md px-1.5 py-1 text-left outline-offset-[-2px] hover:bg-hover"
    >
      <span className="flex w-full min-w-0 gap-2">
        <MiddleText text={path} className="flex-1 font-mono text-sm" />
        <span className="shrink-0 text-sm text-muted">{machine}</span>
        <span className="shrink-0 text-sm tabular-nums">{format.size(size)}</span>
      </span>
      {machine !== '' && (
        <span className="text-sm text-muted">
          {typeof needs === 'string' ? needs : needs.filter((part) => part !== '').join(' · ')}
        </span>
      )}
      {missing.length > 0 && (
        <span className="text-sm font-medium text-danger">
          {t('contents.missing', { names: list(missing) })}
        </span>
      )}
    </button>
  );
}
