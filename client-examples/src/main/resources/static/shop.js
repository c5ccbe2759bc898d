'use strict';

const LOOK_MS = 500;
const $ = id => document.getElementById(id);

/* The one place that knows the form of the answer. */
async function look() {
  const state = await (await fetch('state')).json();
  const client = state.clients[0];
  return { condition: state.upstream.toLowerCase(), behindNginx: state.behindNginx, client, target: client.targets[0] };
}

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
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
  if (!target) return figure('circuit breaker', '–', '', 'not asked yet');
  const tone = { closed: 'good', half_open: 'warn', open: 'bad' }[target.breaker];
  const rate = target.failureRate === null ? 'too few calls to judge' : Math.round(100 * target.failureRate) + ' % failed';
  return figure('circuit breaker', target.breaker.replace('_', ' '), tone, rate);
}

function budgetFigure(target) {
  if (!target || target.retryBudget === null) return figure('retry budget', '–', '', 'not asked yet');
  const share = target.retryBudget / target.retryBudgetCapacity;
  const tone = share > 0.5 ? 'good' : share > 0.1 ? 'warn' : 'bad';
  const left = Math.floor(target.retryBudget) + ' of ' + Math.round(target.retryBudgetCapacity);
  return figure('retry budget', left, tone, 'retries left', share);
}

function figures(client, target) {
  const perCall = client.calls ? (client.attempts / client.calls).toFixed(2) : '–';
  const failed = client.calls ? (100 * client.failures / client.calls).toFixed(1) + ' %' : '–';
  $('figures').replaceChildren(
    breakerFigure(target),
    budgetFigure(target),
    figure('calls', String(client.calls), '', failed + ' of them failed'),
    figure('attempts', String(client.attempts), '', perCall + ' for each call'),
    figure('under way', String(client.running ?? 0), '', (client.leased ?? 0) + ' connections in use'));
}

function tone(status, code) {
  if (code || status >= 500) return 'bad';
  return status >= 400 ? 'warn' : 'good';
}

function attempts(call) {
  const cell = element('td');
  for (const attempt of call.attempts) {
    if (attempt.waitedMs > 0) cell.append(element('span', 'wait', 'wait ' + attempt.waitedMs + ' ms'));
    const label = (attempt.code || attempt.status) + ' · ' + attempt.elapsedMs + ' ms';
    cell.append(element('span', 'chip ' + tone(attempt.status, attempt.code), label), ' ');
  }
  if (!call.attempts.length) cell.append(element('span', 'chip bad', 'not sent: ' + call.code));
  return cell;
}

function time(when) {
  return new Date(when).toLocaleTimeString('en-GB');
}

function row(call) {
  const result = element('span', call.success ? 'good' : 'bad', call.success ? 'got it' : call.code || call.status);
  return element('tr', '', element('td', '', time(call.when)), element('td', '', call.request + ' ', result),
    element('td', 'n', String(call.elapsedMs)), attempts(call));
}

function list(title, entries) {
  return entries.length ? [element('h3', '', title), element('ul', '', ...entries.map(entry => element('li', '', entry)))] : [];
}

function causes(diagnosis) {
  const words = diagnosis.causes.map(cause => cause.toLowerCase().replaceAll('_', ' '));
  const more = words.length > 3 ? ', or ' + (words.length - 3) + ' more that look the same' : '';
  return words.slice(0, 3).join(', or ') + more;
}

function failure(call) {
  if (!call) return [element('p', '', 'None so far.')];
  const gaveUp = call.gaveUp ? ', ' + call.gaveUp.toLowerCase().replaceAll('_', ' ') : '';
  const head = element('p', '', time(call.when) + ' ' + call.request + ': ',
    element('b', 'bad', String(call.code || call.status)), ' after ' + call.attempts.length + (call.attempts.length === 1 ? ' attempt' : ' attempts') + gaveUp);
  const diagnosis = call.diagnosis;
  if (!diagnosis) return [head, element('p', '', 'The evidence does not say which hop broke.')];
  const who = diagnosis.answeredBy.toLowerCase() + (diagnosis.product ? ' (' + diagnosis.product + ')' : '');
  return [head,
    element('p', '', 'Answered by the ', element('b', '', who), '; ', diagnosis.confidence.toLowerCase() + ': ',
      element('b', '', causes(diagnosis))),
    ...list('Evidence', diagnosis.evidence.map(found => found.field + ': ' + found.meaning)),
    ...list('What to do', diagnosis.advice.slice(0, 3))];
}

function press(group, name, value) {
  for (const button of $(group).children) button.setAttribute('aria-pressed', String(button.dataset[name] === value));
}

async function show() {
  try {
    const seen = await look();
    $('way').textContent = 'shop → ' + (seen.behindNginx ? 'nginx → ' : '') + 'orders service' +
      (seen.behindNginx ? '' : ' (nginx is not installed)');
    press('conditions', 'condition', seen.condition);
    figures(seen.client, seen.target);
    $('calls').replaceChildren(...seen.client.lastCalls.slice(0, 8).map(row));
    $('failure').replaceChildren(...failure(seen.client.lastFailures[0]));
  } catch (e) {
    $('way').textContent = 'the shop does not answer';
  }
  setTimeout(show, LOOK_MS);
}

let asking;
function ask(rate) {
  clearInterval(asking);
  press('traffic', 'rate', String(rate));
  if (rate > 0) asking = setInterval(() => fetch('orders/' + Math.ceil(Math.random() * 999)).catch(() => {}), 1000 / rate);
}

$('conditions').addEventListener('click', e => e.target.dataset.condition && fetch('upstream/' + e.target.dataset.condition, { method: 'PUT' }));
$('traffic').addEventListener('click', e => e.target.dataset.rate && ask(Number(e.target.dataset.rate)));
ask(2);
show();
