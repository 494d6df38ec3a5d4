import { useTranslation } from 'react-i18next';
import type { ImageContents } from '../../../api/contract';
import { useRequest } from '../../../api/requests';
import { Spinner } from '../../../ui/spinner';
import { visibleText } from '../../../ui/visible-text';
import { Answered } from '../browser/answered';
import { useScope } from '../browser/browser-store';
import { Packages } from './packages';
import { Programs } from './programs';

/** What the image is made of: system, packages, or the programs of a minimal one. */
export function ContentsRegion() {
  const { t } = useTranslation('layers');
  const { analysis } = useScope();
  const asked = useRequest('layers.contents', { treeId: analysis.treeId });
  return (
    <Answered asked={asked} waiting={<Spinner label={t('contents.reading')} />}>
      {(contents) => (
        <div className="flex flex-col gap-4">
          <System contents={contents} />
          {contents.unread.map((name) => (
            <p key={name} className="text-sm text-warning">
              {t('contents.unread', { name })}
            </p>
          ))}
          {contents.hasSystem && <Packages packages={contents.packages} />}
          {contents.programs.length > 0 && <Programs programs={contents.programs} />}
        </div>
      )}
    </Answered>
  );
}

function System({ contents: { os, hasSystem } }: { contents: ImageContents }) {
  const { t } = useTranslation('layers');
  const { damage } = useScope().analysis;
  const fromScratch = !hasSystem && damage.length === 0;
  const words = () => {
    if (os) return t('contents.systemFrom', { name: visibleText(os.name), number: os.layer + 1 });
    if (hasSystem) return t('contents.unknownSystem');
    return t(fromScratch ? 'contents.none' : 'contents.damagedSystem');
  };
  return (
    <section aria-labelledby="contents-system">
      <h3 id="contents-system" className="font-semibold">
        {t('contents.system')}
      </h3>
      <p>{words()}</p>
      {fromScratch && <p className="text-sm text-muted">{t('contents.noneText')}</p>}
    </section>
  );
}
