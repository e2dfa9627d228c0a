import cf from 'cloudfront';

/** What the paths of services begin with; filled in when the stack is packaged. */
const BEGINNINGS = ['{beginnings}'];

function isCall(path) {
  for (let above = path; above !== ''; above = above.slice(0, above.lastIndexOf('/')))
    if (BEGINNINGS.includes(above)) return true;
  return false;
}

/** Tells the services who calls, and sends what is no call of theirs to the files of the site; every page is the one of the storefront. */
// oxlint-disable-next-line no-unused-vars -- CloudFront calls it.
function handler(event) {
  const request = event.request;
  request.headers['x-cartless-viewer'] = { value: event.viewer.ip };
  if (isCall(request.uri)) return request;
  cf.selectRequestOriginById('site');
  if (!/\.\w+$/.test(request.uri)) request.uri = '/index.html';
  return request;
}
