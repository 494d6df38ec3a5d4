import { clsx } from 'clsx';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { fulfilWish, useFindingsWish } from '../../../api/layer-wish';
import { SegmentedControl } from '../../../ui/segmented-control';
import { useBrowser, useScope } from '../browser/browser-store';
import { ContentsRegion } from '../contents/contents-region';
import { FindingsRegion } from './findings-region';

/** What was found in the image, or what it is made of. */
export function LowerPane({ scrolls }: { scrolls: boolean }) {
  const { t } = useTranslation('layers');
  const { store, source } = useScope();
  const lower = useBrowser((state) => state.lower);
  const region = useRef<HTMLElement>(null);
  const wished = useFindingsWish(source);
  useEffect(() => {
    if (!wished) return;
    store.setState({ lower: 'findings' });
    // The browser has measured its pane by then, and stands as it will stay.
    const frame = requestAnimationFrame(() => {
      region.current?.scrollIntoView({ block: 'start' });
      region.current?.focus();
      fulfilWish();
    });
    return () => cancelAnimationFrame(frame);
  }, [wished, store]);
  return (
    <>
      <div className="flex shrink-0 items-center px-3 pt-2 pb-1.5">
        <SegmentedControl
          label={t('lower.label')}
          value={lower}
          onChange={(value: 'findings' | 'contents') => store.setState({ lower: value })}
          options={(['findings', 'contents'] as const).map((value) => ({
            value,
            label: t(`lower.${value}`),
          }))}
        />
      </div>
      <section
        ref={region}
        aria-label={t(lower === 'findings' ? 'findings.label' : 'contents.label')}
        // It scrolls without holding a control in each state, so it must take the focus itself.
        {...(scrolls ? { tabIndex: 0 } : {})}
        className={clsx('min-h-0 flex-1 px-3 pb-3 outline-offset-[-2px]', scrolls && 'overflow-y-auto')}
      >
        {lower === 'findings' ? <FindingsRegion /> : <ContentsRegion />}
      </section>
    </>
  );
}
