// Leaves out of the style sheet what no page can use. A rule stays when every class its selector
// names occurs as a word in some template, program or script; so a word is all it takes to keep one,
// and only what is written nowhere goes. Names put together at run time are listed in KEPT.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import postcss from 'postcss';

// built from parts in templates: tone-{{ tone }}, alert-{{ kind }}, wish-badge-{{ kind }}, callout kinds
const KEPT = [
  /^tone-/,
  /^alert-(info|success|warning|danger)$/,
  /^wish-badge-/,
  /^(note|success|warning|danger)$/,
];

export function wordsOf(root, folders) {
  const words = new Set();
  const read = (path) => {
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path)) {
        if (!['node_modules', 'locales', 'target'].includes(name)) read(join(path, name));
      }
    } else if (['.html', '.rs', '.ts'].includes(extname(path))) {
      for (const word of readFileSync(path, 'utf8').match(/[A-Za-z_][\w-]*/g) ?? []) words.add(word);
    }
  };
  for (const folder of folders) read(join(root, folder));
  return words;
}

export function prune(css, words) {
  const sheet = postcss.parse(css);
  const wanted = (selector) => {
    const plain = selector.replace(/:(not|is|where|has)\([^()]*\)/g, '');
    const classes = (plain.match(/\.-?[A-Za-z_][\w-]*/g) ?? []).map((c) => c.slice(1));
    const data = (plain.match(/\[(data-[\w-]+)/g) ?? []).map((a) => a.slice(1));
    return (
      classes.every((c) => words.has(c) || KEPT.some((k) => k.test(c))) &&
      data.every((a) => words.has(a))
    );
  };
  sheet.walkComments((comment) => comment.remove());
  sheet.walkRules((rule) => {
    if (rule.parent?.type === 'atrule' && /keyframes$/.test(rule.parent.name)) return;
    const selectors = rule.selectors.filter(wanted);
    if (selectors.length === 0) rule.remove();
    else if (selectors.length < rule.selectors.length) rule.selectors = selectors;
  });
  // custom properties nobody reads, again and again: one may be read only by another
  for (let before = -1, now = 0; before !== now; ) {
    before = now;
    const used = new Set();
    sheet.walkDecls((d) => {
      for (const [, name] of d.value.matchAll(/var\(\s*(--[\w-]+)/g)) used.add(name);
    });
    sheet.walkDecls(/^--/, (d) => {
      if (!used.has(d.prop)) {
        d.remove();
        now += 1;
      }
    });
  }
  const animations = new Set();
  sheet.walkDecls(/^animation/, (d) => {
    for (const word of d.value.split(/[\s,]+/)) animations.add(word);
  });
  sheet.walkAtRules(/keyframes$/, (rule) => {
    if (!animations.has(rule.params)) rule.remove();
  });
  for (let before = -1, now = 0; before !== now; ) {
    before = now;
    sheet.walk((node) => {
      if ((node.type === 'rule' || node.type === 'atrule') && node.nodes?.length === 0) {
        node.remove();
        now += 1;
      }
    });
  }
  return sheet.toString();
}
