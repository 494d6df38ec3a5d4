import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../../ui/copy-button';
import { visibleText } from '../../../ui/visible-text';
import { Section } from './facts';

export type Pair = readonly [name: string, value: string];

/** `NAME=value` as the engine lists variables; a value may hold further equals signs. */
export function pairOf(text: string): Pair {
  const equals = text.indexOf('=');
  return equals === -1 ? [text, ''] : [text.slice(0, equals), text.slice(equals + 1)];
}

export interface PairsProps {
  title: string;
  /** Headings of the two columns, for screen readers. */
  headings: Pair;
  pairs: readonly Pair[];
  none: string;
  /** What the button copies: all lines. */
  copyLabel: string;
}

/** Variables or labels as a table of names and values. */
export function Pairs({ title, headings, pairs, none, copyLabel }: PairsProps) {
  const text = () => pairs.map(([name, value]) => `${name}=${value}`).join('\n');
  return (
    <Section title={title}>
      {pairs.length === 0 ? (
        <p className="text-faint">{none}</p>
      ) : (
        <div className="relative">
          <div className="absolute -top-7 right-0">
            <CopyButton label={copyLabel} text={text} />
          </div>
          <table className="selectable w-full table-fixed border-collapse text-sm">
            <thead className="sr-only">
              <tr>
                {headings.map((heading) => (
                  <th key={heading} scope="col">
                    {heading}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className="font-mono">
              {pairs.map(([name, value]) => (
                <tr key={name} className="border-t border-line align-top first:border-t-0">
                  <th scope="row" className="w-[38%] py-1 pr-3 text-left font-normal break-words text-muted">
                    {visibleText(name)}
                  </th>
                  <td className="py-1 break-words">{value === '' ? <Empty /> : visibleText(value)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}

function Empty() {
  const { t } = useTranslation('images');
  return <span className="font-sans text-faint">{t('overview.emptyValue')}</span>;
}
