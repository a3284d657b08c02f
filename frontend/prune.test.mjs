// What pruning keeps and drops: `npm test`.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { prune } from './prune.mjs';

const pruned = (css, ...words) => prune(css, new Set(words)).replace(/\s+/g, '');

test('a rule stays only when every class of its selector is written somewhere', () => {
  assert.equal(pruned('.a .b{x:1}.a .c{x:2}.a,.c{x:3}', 'a', 'b'), '.a.b{x:1}.a{x:3}');
});

test('elements, ids and what :not() names do not matter', () => {
  assert.equal(pruned('main#x:not(.never){x:1}', 'a'), 'main#x:not(.never){x:1}');
});

test('attributes of scripts that are not there go', () => {
  assert.equal(pruned('.a[data-bs-toggle]{x:1}.a[data-menu]{x:2}', 'a', 'data-menu'), '.a[data-menu]{x:2}');
});

test('names that templates put together stay', () => {
  assert.equal(pruned('.alert-danger{x:1}.tone-sport{x:2}.alert-dark{x:3}'), '.alert-danger{x:1}.tone-sport{x:2}');
});

test('properties read only by dropped rules go, chains of them too', () => {
  const css = ':root{--a:1;--b:var(--a);--c:2}.gone{x:var(--b)}p{x:var(--c)}';
  assert.equal(pruned(css), ':root{--c:2}p{x:var(--c)}');
});

test('animations and media blocks go with their last user', () => {
  const css = '@keyframes k{from{x:1}}@media print{.gone{animation:k 1s}}@media screen{p{x:1}}';
  assert.equal(pruned(css), '@mediascreen{p{x:1}}');
  assert.match(pruned('@keyframes k{from{x:1}}p{animation:k 1s}'), /@keyframesk/);
});
