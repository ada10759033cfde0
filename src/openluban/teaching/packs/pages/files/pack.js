/* The search of a pack. It asks nobody: the indexes are scripts beside the pages. */
(function () {
  "use strict";

  const HAN = "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff";
  const IS_HAN = new RegExp("^[" + HAN + "]");
  const ENDINGS = ("иями ями ами ыми ими ием ией иям иях его ого ему ому ях ах ей ой ою ею ию ью ья ье ии ия ие " +
    "ий ый ая яя ое ее ые ым им ом ем ых их ую юю ов ев ам ям а е и о у ы э ю я й ь").split(" ")
    .sort(function (one, other) { return other.length - one.length; });
  const VOWELS = "аеиоуыэюя";
  const FLEETING = new RegExp("([^" + VOWELS + "])[оеь]([^" + VOWELS + "])$");
  const MOST_RESULTS = 50;
  const AROUND = 70;

  const indexes = [];

  function plain(text) {
    return text.normalize("NFKC").toLowerCase().replace(/[\u0300\u0301]/g, "").replace(/ё/g, "е");
  }

  function pieces(text) {
    const found = [];
    let run = "";
    let kind = "";
    for (const sign of plain(text) + " ") {
      const now = IS_HAN.test(sign) ? "han" : /[\p{L}\p{N}]/u.test(sign) ? "word" : "";
      if (now !== kind) {
        if (kind) { found.push(run); }
        run = "";
        kind = now;
      }
      run += sign;
    }
    return found;
  }

  function russian(word) {
    if (word.length <= 3) {
      return word.length === 3 && "ьаия".includes(word[2]) ? word.slice(0, 2) : word;
    }
    const ending = ENDINGS.find(function (one) { return word.endsWith(one) && word.length - one.length >= 3; });
    let kept = ending ? word.slice(0, -ending.length) : word;
    kept = kept.replace(/ь$/, "").replace(/ъ/g, "");
    return kept.length > 3 ? kept.replace(FLEETING, "$1$2") : kept;
  }

  function english(word) {
    if (word.length <= 3 || !word.endsWith("s") || /(ss|us|is)$/.test(word)) { return word; }
    if (word.endsWith("ies") && word.length > 4) { return word.slice(0, -3) + "y"; }
    return /(sses|shes|ches|xes|zes)$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
  }

  function stem(word, language) {
    const first = language.split("-")[0];
    if (first === "ru" && /^[а-я]+$/.test(word)) { return russian(word); }
    if (["ru", "zh", "en"].includes(first) && /^[a-z]+$/.test(word)) { return english(word); }
    return word;
  }

  /* Whether one letter more, less, other or changed with its neighbour makes one word the other. */
  function isNear(one, other) {
    if (Math.abs(one.length - other.length) > 1) { return false; }
    let start = 0;
    while (start < one.length && one[start] === other[start]) { start += 1; }
    const left = one.slice(start);
    const right = other.slice(start);
    return left.slice(1) === right.slice(1) || left.slice(1) === right || left === right.slice(1) ||
      (left.length > 1 && left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2));
  }

  /* Sections that hold a piece of the question, each with how well. */
  function holding(piece, index) {
    const found = new Map();
    function take(word, weight) {
      for (const place of index.words[word] || []) {
        found.set(place, Math.max(found.get(place) || 0, weight));
      }
    }
    const words = Object.keys(index.words);
    if (IS_HAN.test(piece)) {
      if (piece.length === 1) {
        words.forEach(function (word) { if (word.includes(piece)) { take(word, 3); } });
        return found;
      }
      take(piece.slice(0, 2), 3);
      for (const place of Array.from(found.keys())) {
        if (!plain(index.sections[place].slice(1).join(" ")).includes(piece)) { found.delete(place); }
      }
      return found;
    }
    const kept = stem(piece, index.language);
    take(kept, 3);
    if (piece.length >= 3) {
      words.forEach(function (word) { if (word.startsWith(piece)) { take(word, 2); } });
    }
    if (!found.size && kept.length >= 4) {
      words.forEach(function (word) { if (isNear(kept, word)) { take(word, 1); } });
    }
    return found;
  }

  function search(question) {
    const asked = pieces(question).slice(0, 20);
    const results = [];
    indexes.forEach(function (index, rank) {
      if (!asked.length) { return; }
      const each = asked.map(function (piece) { return holding(piece, index); });
      each[0].forEach(function (_weight, place) {
        if (!each.every(function (one) { return one.has(place); })) { return; }
        let weight = each.reduce(function (sum, one) { return sum + one.get(place); }, 0) / asked.length;
        const heading = plain(index.sections[place][2]);
        if (asked.some(function (piece) { return heading.includes(stem(piece, index.language)); })) { weight += 0.5; }
        results.push({ language: index.language, section: index.sections[place], weight: weight, rank: rank, place: place });
      });
    });
    results.sort(function (a, b) { return a.rank - b.rank || b.weight - a.weight || a.place - b.place; });
    return results.slice(0, MOST_RESULTS);
  }

  /* A stretch of the text around the first word found; only texts are made, never markup. */
  function excerpt(text, question, language) {
    const asked = pieces(question).map(function (piece) { return IS_HAN.test(piece) ? piece : stem(piece, language); });
    const low = text.toLowerCase().replace(/ё/g, "е");
    const places = asked.map(function (one) { return [low.indexOf(one), one.length]; })
      .filter(function (one) { return one[0] >= 0; }).sort(function (a, b) { return a[0] - b[0]; });
    const line = document.createElement("p");
    if (!places.length || low.length !== text.length) {
      line.textContent = text.slice(0, 2 * AROUND) + (text.length > 2 * AROUND ? " …" : "");
      return line;
    }
    const at = places[0][0];
    const end = at + places[0][1];
    const from = Math.max(0, at - AROUND);
    const hit = document.createElement("mark");
    hit.textContent = text.slice(at, end);
    line.append((from ? "… " : "") + text.slice(from, at), hit, text.slice(end, end + AROUND) + (end + AROUND < text.length ? " …" : ""));
    return line;
  }

  function show() {
    const list = document.getElementById("results");
    if (!list) { return; }
    const question = new URLSearchParams(window.location.search).get("q") || "";
    document.querySelectorAll("input[name=q]").forEach(function (input) { input.value = question; });
    if (!question.trim()) { return; }
    const own = document.documentElement.lang;
    indexes.sort(function (a, b) { return (b.language === own) - (a.language === own); });
    const results = search(question);
    document.getElementById("found").hidden = false;
    document.getElementById("count").textContent = String(results.length);
    document.getElementById("none").hidden = results.length > 0;
    results.forEach(function (result) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = list.dataset.root + result.section[0];
      link.textContent = result.section[2] || result.section[1];
      item.lang = result.language;
      item.append(link);
      if (result.section[2] && result.section[2] !== result.section[1]) {
        const unit = document.createElement("span");
        unit.className = "quiet";
        unit.textContent = " " + result.section[1];
        item.append(unit);
      }
      item.append(excerpt(result.section[3], question, result.language));
      list.append(item);
    });
  }

  window.lubanPack = {
    add: function (index) { indexes.push(index); },
    search: search,
    stem: stem,
    pieces: pieces
  };
  document.addEventListener("DOMContentLoaded", show);
}());
