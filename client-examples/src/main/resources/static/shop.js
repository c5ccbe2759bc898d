'use strict';

const LOOK_MS = 500;
const SHOWN_ANSWERS = 60;
const SHOWN_FAILURES = 8;
const SLOWEST_MS = 2000;
const MOST_ORDERS_OPEN = 4; // a browser has six connections; two are left for the figures and the buttons
const $ = id => document.getElementById(id);

async function json(path) {
  const answer = await fetch(path);
  return answer.ok ? answer.json() : null;
}

/* A timer that nothing was measured with yet is not there. */
async function count(timer, tags = '') {
  const meter = await json('actuator/metrics/hopguard.client.' + timer + '?tag=client:orders' + tags);
  return meter ? meter.measurements.find(measured => measured.statistic === 'COUNT').value : 0;
}

/* Everything but the state of the service, which only its buttons know, comes from the actuator. */
async function look() {
  const calls = await count('calls'); // first, so that none counts as failed that ends meanwhile
  const [upstream, client, well, attempts] = await Promise.all([
    json('upstream'), json('actuator/hopguard/orders'), count('calls', '&tag=outcome:2xx'), count('attempts')]);
  return { upstream, client, calls, failed: Math.max(0, calls - well), attempts, target: client.targets[0] };
}

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

function words(constant) {
  return constant.toLowerCase().replaceAll('_', ' ');
}

function number(amount, what) {
  return amount + ' ' + what + (amount === 1 ? '' : 's');
}

function time(when) {
  return new Date(when).toLocaleTimeString('en-GB');
}

function figure(title, value, tone, note, share) {
  const box = element('div', 'figure', element('small', '', title), element('b', tone, value));
  if (share !== undefined) {
    const bar = element('i', tone);
    bar.style.width = Math.round(100 * share) + '%';
    box.append(element('div', 'bar', bar));
  }
  box.append(element('small', '', note));
  return box;
}

function breakerFigure(target) {
  if (!target || !target.breaker) return figure('circuit breaker', '–', '', 'not asked yet');
  const { state, failureRate, rejections } = target.breaker;
  const tone = { CLOSED: 'good', OPEN: 'bad', FORCED_OPEN: 'bad' }[state] || 'warn';
  // Missing before there were enough calls to judge.
  const rate = failureRate === undefined ? '' : Math.round(100 * failureRate) + ' % failed, ';
  return figure('circuit breaker', words(state), tone, rate + rejections + ' refused');
}

function budgetFigure(target) {
  if (!target || !target.retryBudget) return figure('retry budget', '–', '', 'not asked yet');
  const { left, capacity } = target.retryBudget;
  const share = left / capacity;
  return figure('retry budget', left + ' of ' + capacity, share > 0.5 ? 'good' : share > 0.1 ? 'warn' : 'bad', 'retries left', share);
}

function figures({ client, target, calls, failed, attempts }) {
  const { bulkhead, pool } = client;
  $('figures').replaceChildren(
    breakerFigure(target),
    budgetFigure(target),
    figure('calls', String(calls), '', calls ? failed + ' failed, ' + (100 * failed / calls).toFixed(1) + ' %' : 'none yet'),
    figure('attempts', String(attempts), '', calls ? (attempts / calls).toFixed(2) + ' for each call' : 'none yet'),
    figure('under way', bulkhead.running + ' of ' + bulkhead.max, '', number(pool.leased + pool.available, 'connection') + ', ' + pool.available + ' idle'));
}

/* What callers of the shop see: an answer of ours has nothing to do with the actuator. */
const answers = [];
let ordersOpen = 0;

async function order() {
  if (ordersOpen >= MOST_ORDERS_OPEN) return;
  ordersOpen++;
  const begin = performance.now();
  const id = Math.ceil(Math.random() * 999);
  const status = await fetch('orders/' + id).then(answer => answer.status, () => 'none');
  ordersOpen--;
  answers.push({ status, ms: Math.round(performance.now() - begin) });
  if (answers.length > SHOWN_ANSWERS) answers.shift();
  strip();
}

function strip() {
  $('strip').replaceChildren(...answers.map(({ status, ms }) => {
    const bar = element('i', status === 200 ? 'good' : 'bad');
    bar.style.height = Math.min(100, 100 * Math.sqrt(ms / SLOWEST_MS)) + '%';
    bar.title = status + ', ' + ms + ' ms';
    return bar;
  }));
  const counts = new Map();
  for (const { status } of answers) counts.set(status, (counts.get(status) || 0) + 1);
  const said = [...counts].sort().map(([status, times]) => element('span', status === 200 ? 'good' : 'bad', times + ' × ' + status));
  const slowest = Math.max(...answers.map(answer => answer.ms));
  $('legend').replaceChildren('The last ' + number(answers.length, 'answer') + ': ',
    ...said.flatMap((each, i) => i ? [', ', each] : [each]), '; the slowest took ' + slowest + ' ms');
}

function ending(failure) {
  return failure.code ? words(failure.code) : String(failure.status);
}

function chips(failure) {
  const cell = element('span', 'attempts');
  for (const attempt of failure.attempts) {
    if (attempt.waitedMs > 0) cell.append(element('span', 'wait', 'wait ' + attempt.waitedMs + ' ms'));
    const tone = attempt.code || attempt.status >= 400 ? 'bad' : 'good';
    cell.append(element('span', 'chip ' + tone, ending(attempt) + ' · ' + attempt.elapsedMs + ' ms'));
  }
  if (!failure.attempts.length) cell.append(element('span', 'chip warn', 'nothing sent'));
  return cell;
}

/* Refusals in a row are one line: an open breaker makes many. */
function folded(failures) {
  const lines = [];
  for (const failure of failures) {
    const last = lines[lines.length - 1];
    const same = last && !failure.attempts.length && !last.failure.attempts.length && last.failure.code === failure.code;
    if (same) last.times++; else lines.push({ failure, times: 1 });
  }
  return lines;
}

function line({ failure, times }) {
  const result = element('b', 'bad', (times > 1 ? times + ' × ' : '') + ending(failure));
  const ms = times > 1 ? '' : ' ' + failure.elapsedMs + ' ms';
  return element('li', '', element('span', 'faint', time(failure.when)),
    element('span', '', (failure.method || '') + ' ' + failure.route + ' ', result, ms), chips(failure));
}

function failures(last) {
  const lines = folded(last).slice(0, SHOWN_FAILURES).map(line);
  $('failures').replaceChildren(...(lines.length ? lines : [element('li', 'none', 'None so far.')]));
}

function list(title, entries) {
  return entries.length ? [element('h3', '', title), element('ul', '', ...entries.map(entry => element('li', '', entry)))] : [];
}

function causes(diagnosis) {
  const named = diagnosis.causes.map(words);
  const more = named.length > 3 ? ', or ' + (named.length - 3) + ' more that look the same' : '';
  return named.slice(0, 3).join(', or ') + more;
}

const ANSWERED_BY = { ORIGIN: 'the application', GATEWAY: 'a gateway', FORWARD_PROXY: 'the forward proxy',
  CLIENT: 'nobody, nothing was sent', NETWORK: 'nobody' };

function answeredBy({ answeredBy, product, hops }) {
  const others = hops.filter(hop => hop !== product);
  const trace = others.length ? '; hops that left a trace: ' + others.join(', ') : '';
  const who = ANSWERED_BY[answeredBy];
  if (!who) return ['who answered does not show' + trace];
  return ['answered by ', element('b', '', who + (product ? ' (' + product + ')' : '')), trace];
}

function diagnosed(failure) {
  if (!failure) return [element('p', '', 'None so far.')];
  const gaveUp = failure.gaveUp ? ', ' + words(failure.gaveUp) : '';
  const head = element('p', '', time(failure.when) + ' ' + failure.method + ' ' + failure.route + ': ',
    element('b', 'bad', ending(failure)), ' after ' + number(failure.attempts.length, 'attempt') + gaveUp);
  const diagnosis = failure.diagnosis;
  if (!diagnosis) return [head, element('p', '', 'The evidence does not say which hop broke.')];
  return [head,
    element('p', 'sentence', words(diagnosis.confidence) + ': ', element('b', '', causes(diagnosis)), '; ', ...answeredBy(diagnosis)),
    ...list('Evidence', diagnosis.evidence.map(({ field, value, meaning }) => field + (value.length < 25 ? ' ' + value : '') + ': ' + meaning)),
    ...list('What to do', diagnosis.advice.slice(0, 3))];
}

function press(group, name, value) {
  for (const button of $(group).children) button.setAttribute('aria-pressed', String(button.dataset[name] === value));
}

async function show() {
  try {
    const seen = await look();
    const { condition, behindNginx } = seen.upstream;
    press('conditions', 'condition', condition);
    const is = $('conditions').querySelector('[aria-pressed="true"]').title;
    $('way').textContent = 'this page → shop → ' + (behindNginx ? 'nginx → ' : '') + 'orders service, which ' + is;
    figures(seen);
    // One that was refused here says nothing about the way.
    $('diagnosis').replaceChildren(...diagnosed(seen.client.lastFailures.find(failure => failure.attempts.length)));
    failures(seen.client.lastFailures);
  } catch (e) {
    $('way').textContent = 'no news from the shop: ' + e;
  }
  setTimeout(show, LOOK_MS);
}

let asking;
function ask(rate) {
  clearInterval(asking);
  press('traffic', 'rate', String(rate));
  if (rate > 0) asking = setInterval(order, 1000 / rate);
}

$('conditions').addEventListener('click', e => e.target.dataset.condition && fetch('upstream/' + e.target.dataset.condition, { method: 'PUT' }));
$('traffic').addEventListener('click', e => e.target.dataset.rate && ask(Number(e.target.dataset.rate)));
ask(2);
show();
