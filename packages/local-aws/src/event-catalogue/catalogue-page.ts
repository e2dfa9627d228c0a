import type { Locale } from '@cartless/domain';
import { type Html, html, type Page } from '@cartless/html';
import { pageFrame } from '../gateway/page-frame.ts';
import { CATALOGUE_SCRIPT } from './catalogue-script.ts';
import { CATALOGUE_STYLE } from './catalogue-style.ts';
import { CATALOGUE_WORDS } from './catalogue-words.ts';
import type { CatalogueEvent, EventCatalogue, EventConsumer, Talk } from './event-catalogue.ts';
import type { EventField } from './event-fields.ts';
import { talkDrawing, talkId } from './talk-drawing.ts';

/** Where the page finds what belongs to it. */
export type CatalogueLinks = Readonly<{
  home?: string;
  reference: string;
  document: string;
  /** The same page in the other language. */
  other: string;
}>;

/**
 * The event catalogue as one page that loads nothing: who talks to whom, and of each event who publishes and reads it, its fields and
 * an example. `#orders.order-placed.v1` leads to an event and opens it, `?q=address` searches.
 */
export function cataloguePage(locale: Locale, catalogue: EventCatalogue, links: CatalogueLinks): Page {
  const t = CATALOGUE_WORDS[locale];
  const say = ({ from, to, types }: Talk): string =>
    from === to ? t.itself(from, types.length) : t.talk(from, to, types.length);
  const body = html`<nav>
      ${links.home === undefined ? null : html`<a href="${links.home}">${t.home}</a>`}
      <a href="${links.reference}">${t.reference}</a>
      <a href="${links.document}">${t.document}</a>
      <a href="${links.other}" lang="${locale === 'en' ? 'zh-CN' : 'en'}" id="other">${t.other}</a>
    </nav>
    <main>
      <h1>${t.title} <small>${catalogue.version}</small></h1>
      <p>${t.intro}</p>
      <h2>${t.drawing}</h2>
      <p class="quiet">${t.drawingHint}</p>
      ${talkDrawing(catalogue, { title: t.drawing, say })}
      ${catalogue.talks.map((talk) => talkList(talk, say(talk)))}
      <search>
        <label for="words">${t.search}</label>
        <input type="search" id="words" placeholder="${t.searchHint}" autocomplete="off" spellcheck="false" />
        <p role="status">
          <span id="found">${t.shown} <output></output></span><span id="nothing" hidden>${t.nothing}</span>
        </p>
      </search>
      ${catalogue.producers.map(
        ({ name, topic, events }) =>
          html`<section id="${name}">
            <h2>${t.publishedBy(name)}</h2>
            <p>${t.topic}: <code>${topic}</code></p>
            ${events.map((event) => eventEntry(locale, event))}
          </section>`,
      )}
    </main>`;
  return pageFrame(locale, t.title, body, { style: CATALOGUE_STYLE, script: CATALOGUE_SCRIPT });
}

const talkList = (talk: Talk, said: string): Html =>
  html`<details class="talk" id="${talkId(talk)}">
    <summary>${said}</summary>
    <ul>
      ${talk.types.map((type) => html`<li>${linkTo(type)}</li>`)}
    </ul>
  </details>`;

const linkTo = (type: string): Html => html`<a href="#${type}"><code>${type}</code></a>`;

function eventEntry(locale: Locale, event: CatalogueEvent): Html {
  const t = CATALOGUE_WORDS[locale];
  const { type, description, consumers, fields, example, otherVersions, isOld } = event;
  const badges = [
    ...(isOld ? [html`<span class="badge">${t.old}</span>`] : []),
    ...(fields.some(({ personal }) => personal) ? [personalMark(locale)] : []),
  ];
  return html`<details class="event" id="${type}">
    <summary>
      <h3><code>${type}</code></h3>
      ${badges}
      <p>${description}</p>
    </summary>
    <p><a href="#${type}">${t.link}</a></p>
    ${otherVersions.length === 0 ? null : html`<p>${t.versions}: ${otherVersions.map(linkTo)}</p>`}
    <h4>${t.readBy}</h4>
    ${
      consumers.length === 0
        ? html`<p>${t.nobody}</p>`
        : html`<ul>
            ${consumers.map((one) => consumerEntry(locale, one))}
          </ul>`
    }
    <h4>${t.fields}</h4>
    <table>
      <thead>
        <tr>
          ${[t.field, t.type, t.says, t.example].map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${fields.map((field) => fieldRow(locale, field))}
      </tbody>
    </table>
    <h4>${t.wholeExample}</h4>
    <pre tabindex="0">${JSON.stringify(example, null, 2)}</pre>
  </details>`;
}

function consumerEntry(locale: Locale, { service, function: key, does, queue, filter }: EventConsumer): Html {
  const t = CATALOGUE_WORDS[locale];
  return html`<li>
    <a href="#${service}">${service}</a> · <code>${key}</code>: ${does}
    <details>
      <summary>${t.queue} <code>${queue}</code></summary>
      <p>${t.filter}</p>
      <pre tabindex="0">${JSON.stringify(filter, null, 2)}</pre>
    </details>
  </li>`;
}

function fieldRow(
  locale: Locale,
  { path, type, optional, personal, description, example }: EventField,
): Html {
  const t = CATALOGUE_WORDS[locale];
  return html`<tr>
    <th scope="row"><code>${path}</code></th>
    <td>
      ${type}${optional ? html` <i>${t.optional}</i>` : null}${personal ? html` ${personalMark(locale)}` : null}
    </td>
    <td>${description}</td>
    <td>${example === '' ? null : html`<code>${example}</code>`}</td>
  </tr>`;
}

function personalMark(locale: Locale): Html {
  const t = CATALOGUE_WORDS[locale];
  return html`<span class="badge personal" title="${t.personalHint}">${t.personal}</span>`;
}
