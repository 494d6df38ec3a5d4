import { describe, expect, it } from 'vitest';
import { type AppError, why } from '../../electron/contract';
import { en } from '../../renderer/i18n/en/index';
import { type ErrorText, errorRemark, errorSentence, whyText } from '../../renderer/i18n/error-text';
import { startI18n } from '../../renderer/i18n/i18n';
import { zhCN } from '../../renderer/i18n/zh-CN/index';

/** Every text by its path, `jobs.verbs.pull`. */
function texts(tree: object, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    if (typeof value === 'string') found.set(path, value);
    else for (const [inner, text] of texts(value, path)) found.set(inner, text);
  }
  return found;
}

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

describe('the two languages', () => {
  const english = texts(en);
  const chinese = texts(zhCN);

  it('have the same texts, apart from the singular that Chinese has not', () => {
    const expected = [...english.keys()].filter((key) => !key.endsWith('_one')).sort();
    expect([...chinese.keys()].sort()).toEqual(expected);
  });

  it('fill the same values into each text', () => {
    for (const [key, text] of chinese) {
      expect(placeholders(text), key).toEqual(placeholders(english.get(key) ?? ''));
    }
  });

  it('leave no text empty', () => {
    const empty = [...english, ...chinese].filter(([, text]) => text.trim() === '');
    expect(empty).toEqual([]);
  });

  it('switch at run time', async () => {
    const i18n = startI18n('en');
    expect(i18n.t('common:cancel')).toBe('Cancel');
    await i18n.changeLanguage('zh-CN');
    expect(i18n.t('common:cancel')).toBe('取消');
    expect(i18n.t('common:selected', { count: 1 })).toBe('已选择 1 项');
  });
});

describe('sentences of errors', () => {
  const error: AppError = {
    code: 'image-in-use',
    params: { reference: 'nginx:latest', containers: 'web-1' },
    detail: '',
    next: [],
  };

  it('name what the error names', () => {
    const seen: ErrorText = error;
    expect(errorSentence(startI18n('en').getFixedT('en', 'errors'), seen)).toBe(
      'nginx:latest is still used by web-1.',
    );
  });

  it.each([
    ['en', 'several-references', /^nginx:latest has several names/],
    ['en', 'has-children', 'Other images are built on nginx:latest.'],
    ['en', 'stopped-container', 'nginx:latest is still used by web-1.'],
    ['zh-CN', 'several-references', /^nginx:latest 有多个名称/],
    ['zh-CN', 'has-children', '其他镜像以 nginx:latest 为基础构建。'],
    ['zh-CN', 'running-container', 'nginx:latest 仍被 web-1 使用。'],
  ] as const)('say in %s why an image stays: %s', (language, reason, sentence) => {
    const t = startI18n(language).getFixedT(language, 'errors');
    const params = { ...error.params, reason };
    expect(errorSentence(t, { ...error, params })).toMatch(sentence);
  });

  it.each([
    ['not-found', undefined, '/srv/shop does not exist.'],
    ['bad-input', 'not-full', 'A full path is needed, from the root of the disk: /srv/shop'],
    ['bad-input', 'not-a-folder', '/srv/shop is not a folder.'],
    ['bad-input', 'other', 'Something in this form is not valid.'],
  ] as const)('say of a path what is wrong with it: %s %s', (code, reason, sentence) => {
    const params = { path: '/srv/shop', ...(reason === undefined ? {} : { reason }) };
    expect(errorSentence(startI18n('en').getFixedT('en', 'errors'), { code, params })).toBe(sentence);
  });

  it('have one more for everything that the app itself knows more exactly, and for nothing else', () => {
    expect(Object.keys(en.errors.why).sort()).toEqual([...why.options].sort());
    const t = startI18n('zh-CN').getFixedT('zh-CN', 'errors');
    const notChinese = why.options.filter((code) => !/\p{Script=Han}/u.test(whyText(t, code, {})));
    expect(notChinese).toEqual([]);
  });

  it("are followed by the app's own words in the language of the window, and by those of others as they are", () => {
    const t = startI18n('zh-CN').getFixedT('zh-CN', 'errors');
    const params = { helper: 'pass', seconds: '20' };
    const code = 'credential-helper';
    const late = { code, why: 'no-answer-within', params, detail: 'no answer within 20 s' } as const;
    expect(errorRemark(t, late)).toBe('20 秒内没有应答。');
    expect(errorRemark(t, { code, params, detail: 'gpg: decryption failed' })).toBe('gpg: decryption failed');
  });

  it('give way to what the app knows where they would say less', () => {
    const t = startI18n('en').getFixedT('en', 'errors');
    const gone = { code: 'not-found', why: 'job-gone', params: {}, detail: 'no such job' } as const;
    expect([errorSentence(t, gone), errorRemark(t, gone)]).toEqual([
      'This job is no longer in the list.',
      '',
    ]);
  });

  it('stay sentences when the error says less', () => {
    const t = startI18n('zh-CN').getFixedT('zh-CN', 'errors');
    expect(errorSentence(t, { ...error, params: { containers: '' } })).toBe('该镜像 仍被 某个容器 使用。');
  });
});
