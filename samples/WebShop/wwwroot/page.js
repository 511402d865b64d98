// Shows what /events tells, five times a second, and sends orders and deliveries. Built anew from each snapshot: nothing is remembered but the last one.
'use strict';

const byId = id => document.getElementById(id);
const sum = (items, value) => items.reduce((total, item) => total + value(item), 0);
const cards = new Map();
let recent = [];

const events = new EventSource('events');
events.onmessage = message => show(JSON.parse(message.data));
events.onopen = () => connection('live', 'live');
events.onerror = () => connection('', 'reconnecting');

function connection(style, text) {
  byId('connection').className = style;
  byId('connection').textContent = text;
}

function show(snapshot) {
  const oversold = sum(snapshot.articles, article => article.oversold);
  const sold = sum(snapshot.articles, article => article.sold);
  byId('left').textContent = sum(snapshot.articles, article => article.left);
  byId('sold').textContent = sold;
  byId('rate').textContent = rate(sold);
  byId('oversold').textContent = oversold;
  byId('oversold-box').classList.toggle('bad', oversold > 0);
  byId('lock').className = snapshot.withoutLock ? 'none' : '';
  byId('lock').replaceChildren(...(snapshot.withoutLock
    ? ['No lock: each sells what another has sold already.']
    : ['Each sale is locked by ', element('code', '', '[DistributedLock("stock/{article}")]'), '.']));

  const names = snapshot.instances.map(instance => instance.name);
  const styleOf = name => names.includes(name) ? `instance-${names.indexOf(name) + 1}` : 'instance-other';
  for (const article of snapshot.articles) {
    showArticle(article, styleOf, snapshot.withoutLock);
  }

  byId('instances').replaceChildren(...snapshot.instances.map(instance => row(instance, styleOf, snapshot.instance)));
}

// Sales a second, over the last three seconds.
function rate(sold) {
  const now = performance.now();
  recent = [...recent.filter(seen => now - seen.at < 3000), { at: now, sold }];
  const [first] = recent;
  return now > first.at ? Math.round((sold - first.sold) * 1000 / (now - first.at)) : 0;
}

function showArticle(article, styleOf, withoutLock) {
  const card = cards.get(article.name) ?? addCard(article.name);
  const find = selector => card.querySelector(selector);
  find('.left').textContent = article.left;
  find('.delivered').textContent = article.delivered;
  find('.bar div').style.width = `${100 * article.left / article.delivered}%`;
  find('.alarm').hidden = article.oversold === 0;
  find('.alarm').textContent = `${article.oversold} oversold`;
  find('.holder').replaceChildren(article.holder
    ? element('span', `badge holds ${styleOf(article.holder)}`, article.holder)
    : element('span', 'badge', withoutLock ? 'none' : 'free'));
  find('.waiters').replaceChildren(...(article.waiters.length
    ? article.waiters.map(waiter => element('span', `badge ${styleOf(waiter)}`, waiter))
    : ['nobody']));
  find('.token').textContent = article.token || '–';
  find('.sellers').replaceChildren(...article.lastSellers.map(seller => element('i', styleOf(seller), '')));
}

function addCard(name) {
  const card = byId('article').content.cloneNode(true).firstElementChild;
  card.dataset.article = name;
  card.querySelector('h2').textContent = name;
  card.querySelector('.buy').onclick = event => send(event.target, `articles/${name}/orders?buyer=you`);
  card.querySelector('.deliver').onclick = event => send(event.target, `articles/${name}/deliveries?count=50`);
  byId('articles').append(card);
  cards.set(name, card);
  return card;
}

async function send(button, address) {
  const text = button.textContent;
  button.disabled = true;
  try {
    const answer = await fetch(address, { method: 'POST' });
    button.textContent = answer.status === 409 ? 'Sold out' : answer.ok ? 'Done' : 'Failed';
  } catch {
    button.textContent = 'Failed';
  }

  setTimeout(() => {
    button.textContent = text;
    button.disabled = false;
  }, 800);
}

function row(instance, styleOf, here) {
  const tr = document.createElement('tr');
  tr.dataset.instance = instance.name;
  const name = element('td', styleOf(instance.name), '');
  const link = element('a', '', instance.name);
  link.href = instance.address;
  name.append(element('span', 'dot', ''), link);
  if (instance.name === here) {
    name.append(element('span', 'here', ' · this page'));
  }

  const numbers = ['sales', 'holds', 'waits', 'handOvers', 'passes'].map(key => element('td', key, instance[key]));
  tr.append(name, ...numbers);
  return tr;
}

function element(tag, style, text) {
  const made = document.createElement(tag);
  made.className = style;
  made.textContent = text;
  return made;
}
