import { Monitor, Moon, Sun } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../api/contract';
import { useSettings } from '../../api/settings';
import { useFormat } from '../../i18n/use-format';
import { Dialog } from '../../ui/dialog';
import { SegmentedControl } from '../../ui/segmented-control';
import { Select } from '../../ui/select';
import { useChangeSettings } from './use-change-settings';

export function SettingsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('app');
  const { settings } = useSettings();
  const change = useChangeSettings();
  return (
    <Dialog title={t('settings.title')} size="md" onClose={onClose}>
      {settings && (
        <div className="flex flex-col divide-y divide-line">
          <ThemeRow value={settings.theme} onChange={(theme) => change({ theme })} />
          <LanguageRow value={settings.language} onChange={(language) => change({ language })} />
          <NotifyRow value={settings.notifyAfter} onChange={(notifyAfter) => change({ notifyAfter })} />
          <CacheRow
            value={settings.layerCacheBytes}
            onChange={(layerCacheBytes) => change({ layerCacheBytes })}
          />
        </div>
      )}
    </Dialog>
  );
}

function Row({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <div className="flex min-h-14 items-center justify-between gap-6 py-3">
      <div className="min-w-0">
        <p>{title}</p>
        {hint && <p className="text-sm text-faint">{hint}</p>}
      </div>
      {children}
    </div>
  );
}

interface RowProps<T> {
  value: T;
  onChange: (value: T) => void;
}

function ThemeRow({ value, onChange }: RowProps<Settings['theme']>) {
  const { t } = useTranslation('app');
  return (
    <Row title={t('settings.theme')}>
      <SegmentedControl
        label={t('settings.theme')}
        value={value}
        onChange={onChange}
        options={[
          { value: 'system', label: t('settings.system'), icon: Monitor },
          { value: 'light', label: t('settings.light'), icon: Sun },
          { value: 'dark', label: t('settings.dark'), icon: Moon },
        ]}
      />
    </Row>
  );
}

function LanguageRow({ value, onChange }: RowProps<Settings['language']>) {
  const { t } = useTranslation('app');
  return (
    <Row title={t('settings.language')}>
      <div className="w-44">
        <Select
          label={t('settings.language')}
          hideLabel
          value={value}
          onChange={onChange}
          options={[
            { value: 'system', label: t('settings.languageSystem') },
            // Each language is written in itself, so that it can be found from any other.
            { value: 'en', label: 'English' },
            { value: 'zh-CN', label: '简体中文' },
          ]}
        />
      </div>
    </Row>
  );
}

const spans = [10_000, 30_000, 60_000, 300_000];
/** Longer than any job: no notification. */
const never = Number.MAX_SAFE_INTEGER;

function NotifyRow({ value, onChange }: RowProps<number>) {
  const { t } = useTranslation('app');
  const format = useFormat();
  const offered = [...new Set([...spans, ...(value > 0 && value < never ? [value] : [])])].sort(
    (a, b) => a - b,
  );
  const options = [
    { value: '0', label: t('settings.notifyAlways') },
    ...offered.map((span) => ({
      value: String(span),
      label: t('settings.notifyAfter', { duration: format.duration(span) }),
    })),
    { value: String(never), label: t('settings.notifyNever') },
  ];
  return (
    <Row title={t('settings.notify')} hint={t('settings.notifyHint')}>
      <div className="w-56 shrink-0">
        <Select
          label={t('settings.notify')}
          hideLabel
          value={String(value)}
          onChange={(next) => onChange(Number(next))}
          options={options}
        />
      </div>
    </Row>
  );
}

/** Bytes, as sizes are shown: in powers of ten. */
const megabyte = 1_000_000;
const cacheSizes = [100, 500, 2_000, 10_000].map((size) => size * megabyte);

function CacheRow({ value, onChange }: RowProps<number>) {
  const { t } = useTranslation('app');
  const format = useFormat();
  const offered = [...new Set([...cacheSizes, value])].sort((a, b) => a - b);
  return (
    <Row title={t('settings.layerCache')} hint={t('settings.layerCacheHint')}>
      <div className="w-56 shrink-0">
        <Select
          label={t('settings.layerCache')}
          hideLabel
          value={String(value)}
          onChange={(next) => onChange(Number(next))}
          options={offered.map((size) => ({
            value: String(size),
            label: t('settings.layerCacheUpTo', { size: format.size(size) }),
          }))}
        />
      </div>
    </Row>
  );
}
