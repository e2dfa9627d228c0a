import { describe, expect, it } from '@jest/globals';
import { Html, html } from './html.ts';

describe('an HTML template', () => {
  it('escapes every value', () => {
    expect(html`<b title="${'a"b'}">${`<script>alert('x') && 1</script>`}</b>`.text).toBe(
      '<b title="a&quot;b">&lt;script&gt;alert(&#39;x&#39;) &amp;&amp; 1&lt;/script&gt;</b>',
    );
  });

  it('leaves what is already HTML, alone and in lists', () => {
    const items = ['<a>', 'b'].map((text) => html`<li>${text}</li>`);
    expect(html`<p>${items}</p>`.text).toBe('<p><li>&lt;a&gt;</li><li>b</li></p>');
    expect(html`<p>${new Html('<br>')}</p>`.text).toBe('<p><br></p>');
  });

  it('writes numbers, and keeps text around no values', () => {
    expect(html`${0} of ${12}`.text).toBe('0 of 12');
    expect(html`<p>plain</p>`.text).toBe('<p>plain</p>');
  });
});
