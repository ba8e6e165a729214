// Chapters are drawn when they are opened; filters hide what they leave out; j and k step from change to change.
'use strict';
(() => {
  const $ = (id) => document.getElementById(id);
  const rules = JSON.parse($('rule-codes').textContent);
  const chapters = [...document.querySelectorAll('.chapter')];
  const data = chapters.map(() => null);
  const glyphs = { ' ': '␣', '\t': '⇥', '\n': '↵\n', '\r': '↵', '\f': '↡', '\u3000': '□', '\u00a0': '⍽', '\u00ad': '¬',
    '\u200b': '∅', '\u200c': '∅', '\u200d': '∅', '\u2060': '∅', '\ufeff': '∅' };
  let at = { chapter: 0, change: -1 };

  const parsed = (n) => (data[n] ??= JSON.parse($('data-' + n).textContent));
  const on = (change) => (change[2] ? $('lines').checked : true) && change[0].some((rule) => ruleBoxes[rule].checked);
  const ruleBoxes = [...document.querySelectorAll('input.rule')];

  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  // Blanks of a change are shown as signs, so that a space that went can be seen.
  const showBlanks = (parent, text) => {
    for (const part of text.split(/([ \t\n\r\f\u3000\u00a0\u00ad\u200b-\u200d\u2060\ufeff])/)) {
      if (part in glyphs) parent.append(element('span', 'space', glyphs[part]));
      else if (part) parent.append(part);
    }
  };

  const drawPiece = (cell, piece, chapter, side) => {
    if (typeof piece === 'string') { cell.append(cell.firstChild ? piece : piece.replace(/^[\r\n]+/, '')); return; }
    const [number, text] = piece;
    const change = parsed(chapter).changes[number];
    const mark = element(side ? 'ins' : 'del', 'change ' + rules[change[0][0]][1]);
    mark.dataset.change = number;
    if (!text.trim()) mark.classList.add(text ? 'blank' : 'empty');
    showBlanks(mark, change[2] ? text.replace(/\r\n/g, '\n') : text);
    if (side) mark.tabIndex = -1;
    if (Boolean(side) === Boolean(change[4])) {
      // The code stands where there is text: on the right, or on the left of what only went.
      mark.append(element('span', 'code', change[0].map((rule) => rules[rule][0]).join('·')));
    }
    cell.append(mark);
  };

  const draw = (chapter) => {
    const details = chapters[chapter];
    if (details.querySelector('table')) return;
    const table = element('table');
    const head = element('tr');
    for (const name of ['原文', '整理后']) { const th = element('th', '', name); th.scope = 'col'; head.append(th); }
    table.append(element('thead'), element('tbody'));
    table.tHead.append(head);
    for (const [source, clean] of parsed(chapter).rows) {
      const row = element('tr');
      [source, clean].forEach((pieces, side) => {
        const cell = element('td');
        for (const piece of pieces) drawPiece(cell, piece, chapter, side);
        row.append(cell);
      });
      table.tBodies[0].append(row);
    }
    details.append(table);
    filterChapter(chapter);
  };

  const filterChapter = (chapter) => {
    for (const mark of chapters[chapter].querySelectorAll('.change')) {
      mark.classList.toggle('off', !on(parsed(chapter).changes[mark.dataset.change]));
    }
  };

  const filter = () => {
    const only = $('chapter').value;
    chapters.forEach((details, n) => {
      details.hidden = only !== '' && Number(only) !== n;
      if (details.querySelector('table')) filterChapter(n);
    });
    document.body.classList.toggle('hide-codes', !$('codes').checked);
  };

  const open = (chapter) => { draw(chapter); chapters[chapter].open = true; };

  const clearCurrent = () => {
    for (const old of document.querySelectorAll('.current, .here')) old.classList.remove('current', 'here');
  };

  const show = () => {
    open(at.chapter);
    clearCurrent();
    const marks = [...chapters[at.chapter].querySelectorAll(`[data-change="${at.change}"]`)];
    for (const mark of marks) mark.classList.add('current');
    const target = marks.find((mark) => mark.tagName === 'INS') ?? marks[0];
    target?.scrollIntoView({ block: 'center' });
    target?.focus({ preventScroll: true });
    const changes = parsed(at.chapter).changes;
    const [done, why, , before, after] = changes[at.change];
    const place = changes.slice(0, at.change + 1).filter(on).length;
    const quote = (text) => (text ? '“' + [...text].map((c) => glyphs[c]?.trim() ?? c).join('').slice(0, 60) + '”' : '（无）');
    $('status').hidden = false;
    $('status').textContent = `${chapters[at.chapter].querySelector('summary').firstChild.textContent}　第${place}处，共${changes.filter(on).length}处　`
      + `${done.map((rule) => rules[rule][0]).join('、')}　${quote(before)} → ${quote(after)}　${why}`;
  };

  const step = (by) => {
    let { chapter, change } = at;
    for (;;) {
      change += by;
      if (chapters[chapter].hidden || change < 0 || change >= parsed(chapter).changes.length) {
        chapter += by;
        if (chapter < 0 || chapter >= chapters.length) return;
        change = by > 0 ? -1 : parsed(chapter).changes.length;
        continue;
      }
      if (on(parsed(chapter).changes[change])) break;
    }
    at = { chapter, change };
    show();
  };

  chapters.forEach((details, n) => details.addEventListener('toggle', () => {
    if (details.open) draw(n);
  }));
  $('filters').addEventListener('change', filter);
  $('filters').addEventListener('submit', (event) => event.preventDefault());
  $('on').addEventListener('click', () => step(1));
  $('back').addEventListener('click', () => step(-1));
  for (const [id, value] of [['all', true], ['none', false]]) {
    $(id).addEventListener('click', () => { for (const box of ruleBoxes) box.checked = value; filter(); });
  }
  document.addEventListener('keydown', (event) => {
    const typing = /^(SELECT|TEXTAREA)$/.test(event.target.tagName) || event.ctrlKey || event.metaKey || event.altKey;
    if (typing || !$('keys').checked) return;
    if (event.key === 'j') step(1);
    if (event.key === 'k') step(-1);
  });
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[data-row]');
    if (link) {
      event.preventDefault();
      const chapter = Number(link.hash.replace('#chapter-', ''));
      $('chapter').value = '';
      filter();
      open(chapter);
      clearCurrent();
      const row = chapters[chapter].querySelectorAll('tbody tr')[link.dataset.row];
      for (const cell of row?.cells ?? []) cell.classList.add('here');
      row?.scrollIntoView({ block: 'center' });
      at = { chapter, change: firstChange(row) - 1 };
    }
    const summary = event.target.closest?.('.chapter > summary');
    if (summary && !summary.parentElement.open) at = { chapter: chapters.indexOf(summary.parentElement), change: -1 };
    const mark = event.target.closest?.('.change:not(.off)');
    if (mark) {
      at = { chapter: chapters.indexOf(mark.closest('.chapter')), change: Number(mark.dataset.change) };
      show();
    }
  });
  const firstChange = (row) => Number(row?.querySelector('.change')?.dataset.change ?? 0);
  if (chapters.length === 1) open(0);
})();
