import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { html } from './html.ts';
import { page } from './page.ts';

describe('a page', () => {
  const style = 'h1 { color: red }';
  const made = page({ language: 'zh-CN', title: '</title><script>', style, body: html`<h1>${'<b>'}</h1>` });

  it('is in its language, with everything escaped that is no HTML', () => {
    expect(made.text).toContain('<html lang="zh-CN">');
    expect(made.text).toContain('<title>&lt;/title&gt;&lt;script&gt;</title>');
    expect(made.text).toContain('<h1>&lt;b&gt;</h1>');
  });

  it('allows its own style sheet and nothing else, wherever it is shown', () => {
    const [, sheet = ''] = /<style>([\s\S]*?)<\/style>/.exec(made.text) ?? [];
    const digest = createHash('sha256').update(sheet).digest('base64');
    expect(made.policy).toBe(
      `default-src 'none'; style-src 'sha256-${digest}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
    expect(made.text).toContain(`content="default-src &#39;none&#39;; style-src &#39;sha256-${digest}&#39;`);
  });
});
