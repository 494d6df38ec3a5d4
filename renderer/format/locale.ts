/** A language that the app is complete in. */
export type Locale = 'en' | 'zh-CN';
