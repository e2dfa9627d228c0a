/** Searches while somebody types, and opens what the address leads to. Without it the page is all there, closed. */
export const CATALOGUE_SCRIPT = `
const input = document.querySelector('#words');
// Examples and filters name other events too.
const textOf = (entry) => {
  const copy = entry.cloneNode(true);
  for (const code of copy.querySelectorAll('pre')) code.remove();
  return copy.textContent.toLowerCase();
};
const events = [...document.querySelectorAll('.event')].map((entry) => ({ entry, text: textOf(entry) }));
const sections = [...document.querySelectorAll('section')];
const search = () => {
  const words = input.value.toLowerCase().split(/\\s+/).filter((word) => word !== '');
  for (const { entry, text } of events) entry.hidden = !words.every((word) => text.includes(word));
  for (const section of sections) section.hidden = section.querySelector('.event:not([hidden])') === null;
  const count = events.filter(({ entry }) => !entry.hidden).length;
  document.querySelector('output').textContent = count;
  document.querySelector('#found').hidden = count === 0;
  document.querySelector('#nothing').hidden = count > 0;
};
const follow = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target === null) return;
  if (target.hidden) { input.value = ''; search(); }
  if (target instanceof HTMLDetailsElement) { target.open = true; target.querySelector('summary').focus({ preventScroll: true }); }
  target.scrollIntoView();
};
input.addEventListener('input', search);
addEventListener('hashchange', follow);
addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && document.activeElement === input) { input.value = ''; search(); }
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || document.activeElement === input) return;
  event.preventDefault();
  input.focus();
});
document.addEventListener('click', (event) => {
  const link = event.target.closest('a');
  if (link?.id === 'other') link.hash = location.hash;
  else if (link?.hash !== '' && link?.hash === location.hash) follow();
});
input.value = new URLSearchParams(location.search).get('q') ?? '';
search();
follow();
`;
