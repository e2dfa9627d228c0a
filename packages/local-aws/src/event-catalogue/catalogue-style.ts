/** What the catalogue adds to the look of the developers' pages. */
export const CATALOGUE_STYLE = `
  nav { display: flex; flex-wrap: wrap; gap: .4rem 1.2rem; } h1 { overflow-wrap: anywhere; } h1 small { font-size: .9rem; opacity: .7; }
  h3 { display: inline; font-size: 1rem; } h4 { margin: 1.2rem 0 .3rem; } code { overflow-wrap: anywhere; }
  svg.talks { display: block; width: 100%; max-width: 34rem; } svg text { fill: currentColor; font-size: 17px; text-anchor: middle;
  dominant-baseline: central; } svg path { fill: none; stroke: currentColor; opacity: .55; } svg marker path { fill: currentColor; stroke: none; }
  svg rect, svg circle { fill: var(--surface); stroke: var(--act); stroke-width: 1.5; } svg a:is(:hover, :focus-visible) :is(rect, circle) { stroke-width: 4; }
  search { position: sticky; top: 0; display: flex; flex-wrap: wrap; align-items: center; gap: .3rem .8rem; background: var(--ground);
  border-bottom: 1px solid var(--line); padding: .6rem 0; margin-top: 1.5rem; } search input { font: inherit; flex: 1 1 14rem; min-width: 0; padding: .3rem .5rem; }
  search p { margin: 0; } details.event { border-bottom: 1px solid var(--line); padding: .6rem 0; } details.event, details.talk, section { scroll-margin-top: 5rem; }
  summary { cursor: pointer; } details.event > summary p { margin: .2rem 0 0; } [hidden] { display: none !important; }
  .badge { display: inline-block; margin-right: .3rem; border: 1px solid currentColor; border-radius: 999px; padding: 0 .5rem; font-size: .8rem; opacity: .8; }
  .personal { color: var(--warn); opacity: 1; } td, th { vertical-align: top; overflow-wrap: anywhere; } tbody th { font-weight: normal; }
  pre { background: var(--sunken); padding: .6rem; border-radius: 4px; font-size: .85rem; }
  @media (max-width: 40rem) { body { margin: 1rem auto; } details.event, details.talk, section { scroll-margin-top: 8.5rem; } thead { display: none; } table, tbody, tr, td, tbody th { display: block; border: 0; padding: .1rem 0; }
  tr { border-bottom: 1px solid var(--line); padding: .4rem 0; } td:empty { display: none; } ul { padding-left: 1.1rem; } }`;
