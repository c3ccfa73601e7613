import { addDays } from "../../core/dates.ts";
import { withoutNoise } from "../../core/money.ts";
import type { Table } from "../../core/table.ts";
import type { PersonGiven } from "./question.ts";
import { daysNamed, plain } from "./read-note.ts";
import { numberIn } from "./sheet-columns.ts";

/** One person of a team, with what their week allows. */
export interface Person {
  name: string;
  /** Hours for customers after what is booked. */
  hours: number;
  gross: number;
  booked: number;
  off: string[];
  /** Codes of the languages they speak; null where nobody says. */
  languages: string[] | null;
  away: boolean;
  /** The day on which they are back; null where they are here or nobody says. */
  until: string | null;
  no_renewals: boolean;
  /** Hours of each day, where the sheet gives a column for each. */
  by_day: ReadonlyMap<string, number> | null;
  /** What the sheet says of them, in its own words. */
  note: string | null;
}

const languageWords: readonly (readonly [code: string, words: RegExp])[] = [
  [
    "en",
    /^(?:en|eng|english|englisch|anglais|ingles|inglese|anglicky|anglictina|angielski|engels|engelsk|engelska|englanti|angol)$/,
  ],
  [
    "de",
    /^(?:de|ger|deu|dt|german|deutsch|allemand|aleman|alemao|tedesco|nemecky|nemcina|niemiecki|duits|tysk|tyska|saksa|nemet)$/,
  ],
  [
    "fr",
    /^(?:fr|fra|fre|french|franzosisch|francais|frances|francese|francouzsky|francuski|frans|fransk|franska|ranska|francia)$/,
  ],
  [
    "es",
    /^(?:es|spa|esp|spanish|spanisch|espagnol|espanol|castellano|castelhano|espanhol|spagnolo|spanelsky|hiszpanski|spaans|spansk|spanska|espanja)$/,
  ],
  [
    "pt",
    /^(?:pt|por|ptbr|br|portuguese|portugiesisch|portugais|portugues|portoghese|portugalsky|portugalski|portugees|portugisisk)$/,
  ],
  ["it", /^(?:it|ita|italian|italienisch|italien|italiano|italsky|wloski|italiaans|italiensk)$/],
  ["nl", /^(?:nl|nld|dut|dutch|niederlandisch|hollandisch|neerlandais|neerlandes|holandes|olandese|nederlands|nizozemsky)$/],
  ["cs", /^(?:cs|cz|cze|ces|czech|tschechisch|tcheque|checo|ceco|cesky|cestina|czeski|tsjechisch|tjekkisk)$/],
  ["sk", /^(?:sk|slk|slovak|slowakisch|slovensky|slovencina|slowacki)$/],
  ["pl", /^(?:pl|pol|polish|polnisch|polonais|polaco|polacco|polsky|polski|pools|polsk|polska)$/],
  ["hu", /^(?:hu|hun|hungarian|ungarisch|hongrois|magyar|madarsky|wegierski)$/],
  ["no", /^(?:no|nb|nn|nor|norwegian|norwegisch|norvegien|norsk|noruego|noors)$/],
  ["sv", /^(?:sv|se|swe|swedish|schwedisch|suedois|svenska|svensk|zweeds|sueco|ruotsi|szwedzki)$/],
  ["da", /^(?:da|dk|dan|danish|danisch|danois|dansk|danska|deens|tanska)$/],
  ["fi", /^(?:fi|fin|finnish|finnisch|finnois|suomi|finsk|finska|fins)$/],
  ["ro", /^(?:ro|rum|ron|romanian|rumanisch|roumain|romana)$/],
  ["tr", /^(?:tr|tur|turkish|turkisch|turc|turkce)$/],
  ["ar", /^(?:ar|ara|arabic|arabisch|arabe)$/],
  ["zh", /^(?:zh|cn|chinese|mandarin|chinesisch|chinois)$/],
  ["ja", /^(?:ja|jp|jpn|japanese|japanisch|japonais)$/],
  ["hr", /^(?:hr|hrv|croatian|kroatisch|hrvatski)$/],
  ["sr", /^(?:sr|srb|serbian|serbisch|srpski)$/],
  ["uk", /^(?:uk|ua|ukr|ukrainian|ukrainisch)$/],
  ["ru", /^(?:ru|rus|russian|russisch|russe)$/],
];
const codeOf = (word: string): string | undefined => languageWords.find(([, words]) => words.test(word))?.[0];

/** The codes of the languages a cell names; a word no list knows stays as it is. @example languagesIn("CZ, Deutsch") // ["cs", "de"] */
export const languagesIn = (text: string): string[] => [
  ...new Set(
    plain(text)
      .split(/[^\p{L}]+/u)
      .filter((word) => word.length > 1 && !["and", "und", "et", "og", "och", "ja", "only", "nur"].includes(word))
      .map((word) => codeOf(word) ?? word),
  ),
];

/** A language that a note asks for: "only German", "jen německy". */
export function languageAsked(note: string): string[] {
  const found = [
    ...plain(note).matchAll(
      /(?<!\p{L})(?:only|just|nur|ausschliesslich|seulement|uniquement|solo|so|apenas|jen|pouze|tylko|kun|bare|bara|endast|alleen|vain|csak|in|auf|en|em|po|speaks?|spricht|parle|habla|fala|mluvi|in het) (\p{L}{4,})/gu,
    ),
  ];
  return [...new Set(found.flatMap(([, word]) => codeOf(word!) ?? []))];
}

const weekdays: readonly RegExp[] = [
  /^(?:mon|monday|mo|montag|lun|lundi|lunes|lunedi|seg|segunda|pon|po|pondeli|pondelok|poniedzialek|man|mandag|mandags|maandag|maanantai|hetfo|pazartesi|luni|ponedjeljak)$/,
  /^(?:tue|tues|tuesday|di|dienstag|mardi|martes|martedi|ter|terca|ut|uter|utery|utorok|utorak|wt|wtorek|tir|tirsdag|tis|tisdag|dinsdag|tiistai|kedd|sali|marti)$/,
  /^(?:wed|weds|wednesday|mi|mittwoch|mer|mercredi|mie|miercoles|mercoledi|qua|quarta|st|str|streda|sroda|sr|ons|onsdag|wo|woensdag|keskiviikko|szerda|carsamba|miercuri|srijeda)$/,
  /^(?:thu|thur|thurs|thursday|donnerstag|jeu|jeudi|jue|jueves|gio|giovedi|qui|quinta|ct|ctvrtek|stvrtok|czw|czwartek|tors|torsdag|donderdag|torstai|csutortok|persembe|joi|cetvrtak)$/,
  /^(?:fri|friday|fr|freitag|ven|vendredi|vie|viernes|venerdi|sex|sexta|pa|pat|patek|piatok|pt|piatek|fre|fredag|vr|vrijdag|perjantai|pentek|cuma|vineri|petak)$/,
];
const dayOf = (word: string): number | undefined => {
  const day = weekdays.findIndex((words) => words.test(word));
  return day < 0 ? undefined : day;
};

/** The days of a week that a text names by weekday: "Tue+Wed", "Wed-Fri", "pátek". `monday` is the Monday of that week. */
function weekdaysIn(text: string, monday: string): string[] {
  const words = [...plain(text).matchAll(/\p{L}+/gu)].map((match) => ({
    word: match[0],
    at: match.index,
    end: match.index + match[0].length,
  }));
  const days = new Set<number>();
  let before: { day: number; end: number } | null = null;
  for (const { word, at, end } of words) {
    const day: number | undefined = dayOf(word) ?? dayOf(word.replace(/s$/, ""));
    if (day === undefined) continue;
    const between = before === null ? "" : plain(text).slice(before.end, at);
    if (before !== null && /^\s*(?:-|–|to|bis|a|az|do|til|till|tot)\s*$/.test(between))
      for (let one = before.day; one <= day; one++) days.add(one);
    days.add(day);
    before = { day, end };
  }
  return [...days].sort().map((day) => addDays(monday, day));
}

const offWords =
  /(?<!\p{L})(?:off|out|away|not possible|not available|nicht moglich|impossible|nao pode|no puede|non puo|niet mogelijk|not in|not here|absent|unavailable|leave|holiday|vacation|offsite|conference|trade fair|frei|nicht da|nicht im|abwesend|urlaub|messe|conge|absente?|en formation|ferias|folga|fora|ausente|feira|fuera|libre|vacaciones|feria|mimo|volno|dovolena|veletrh|nepritomn\p{L}*|borte|fri|ferie|fravaerende|bort|ledig|semester|massa|vrij|afwezig|vakantie|beurs|assente|fiera|wolne|wolny|urlop|nieobecn\p{L}*|targi|poissa|vapaa|loma|szabad|tatil|izinli|liber|concediu|odsutan|odmor)(?!\p{L})/u;
const awayWords =
  /^\W*(?:out(?: of office)?|ooo|off|away|absent|sick|ill|on leave|leave|parental leave|maternity(?: leave)?|abwesend|krank|urlaub|elternzeit|conge|malade|absente?|ferias|ausente|licenca|baixa|baja|de baja|vacaciones|mimo|nemoc(?:na|ny)?|neschopenka|dovolena|syk|sykmeldt|borte|ferie|sjuk|fravaerende|bort|semester|ziek|afwezig|vakantie|malattia|assente|ferie|chora|chory|urlop|zwolnienie|sairas|sairauslomalla|poissa|loma|beteg|szabadsag|izinli|hasta|concediu|bolovanje|odsut\p{L}+)(?!\p{L})/u;
const backWords =
  /(?<!\p{L})(?:back|return(?:s|ing)?|until|till|zuruck|wieder da|bis|retour|de retour|jusqu'?au?|volta|ate|vuelve|hasta|regresa|zpet|vraci|do|tilbake|tilbage|til|tillbaka|terug|tot|torna|fino al|wraca|powrot|palaa|asti|vissza|donus|revine|pana)(?!\p{L})/u;
const renewWords =
  /renew|obnov|prodlouz|verlang|renova|renouvel|reconduc|forny|forlen|verleng|rinnov|odnow|przedluz|uusim|uusi|megujit|yenile|reinno|produz/;
const negations =
  /(?<!\p{L})(?:no|not|never|without|nicht|keine?n?|pas|aucune?|sin|nao|sem|ne|bez|nesmi|nie|ikke|ingen|inte|inga|niet|geen|non|senza|ei|nem|nu|bez|may not|alone)(?!\p{L})/u;

/** What a remark says: days off, an absence and until when, and that they may not renew alone. */
function remarkOf(note: string, hours: number | null, asOf: string, monday: string) {
  const text = plain(note);
  const parts = text.split(/[.;,](?!\d)/).filter((part) => offWords.test(part));
  const off = parts.flatMap((part) => {
    const named = weekdaysIn(part, monday);
    return named.length > 0 ? named : daysNamed(part, asOf);
  });
  // "+" and "," join days of one absence: "Tue, Wed out" is both.
  const joined =
    parts.length > 0 ? weekdaysIn(text.slice(0, text.lastIndexOf(parts.at(-1)!) + parts.at(-1)!.length), monday) : [];
  const back = backWords.exec(text);
  const until = back === null ? null : (daysNamed(text.slice(back.index), asOf).find((day) => day > asOf) ?? null);
  const away = hours === 0 || (awayWords.test(text) && off.length === 0) || (until !== null && hours === null);
  return {
    off: away ? [] : [...new Set([...off, ...(parts.length === 1 ? joined : [])])].sort(),
    away,
    until: away ? until : null,
    no_renewals: text.split(/[.;]/).some((part) => renewWords.test(part) && negations.test(part)),
  };
}

const kinds = {
  name: /^(?:who|name|person|people|team member|member|colleague|csm|employee|owner|kdo|jmeno|kolega|wer|mitarbeiter\p{L}*|kolleg\p{L}*|qui|nom|prenom|collegue|collaborat\p{L}*|quem|nome|pessoa|colega|quien|nombre|persona|hvem|navn|kollega|vem|namn|wie|naam|medewerker|chi|persona|kto|imie|osoba|pracownik|kuka|nimi|ki|nev|kim|isim|ad|cine|nume|tko|ime)$/u,
  booked:
    /book|busy|taken|commit|belegt|verplant|gebucht|vergeben|occup|ocupad|reserv|engage|impegn|prenot|obsazen|zajet|zajat|zabran|rezerv|opptatt|optaget|upptag|bokad|booket|bezet|geboekt|varattu|foglalt|dolu|zauzet|internal|fixed|meetings/u,
  free: /(?<!\p{L})(?:free|net|left|available|remaining|frei|netto|verfugbar|libre|libres|dispon\p{L}*|livres?|liber[aoie]|voln[eya]|zbyva|wolne|dostepne|ledig|tilgjengelig|vrij|beschikbaar|vapaa|szabad|bos|slobodn\p{L}*)(?!\p{L})/u,
  hours:
    /(?:hours?|hrs|stunden|std|heures|horas|ore|uren|timer|timmar|hodin|hod|godzin|tunti|tunnit|orak?|saat|sati|capacit|kapaz|kapac)/u,
  sum: /^(?:total|totale|sum|summe|gesamt|insgesamt|suma|soma|som|totaal|razem|celkem|week|woche|semana|settimana|semaine)$/u,
  team: /^(?:(?:the |whole )?team|all|everybody|total|totale|totaal|sum|summe|gesamt|somme|suma|soma|equipa|equipe|equipo|squadra|mannschaft|ploeg|zespol|tym|hold|lag|alle|todos|tutti|tous)(?: total| gesamt)?:?$/u,
  languages:
    /^(?:languages?|lang|langs|speaks|jazyky?|sprachen?|langues?|idiomas?|lingue|linguas?|talen|spraka?|sprog|kielet|jezyki?|nyelvek?|diller|limbi|jezici)$/u,
  off: /^(?:days? off|off|out|away|absen\p{L}*|not in|vacation|leave|holidays?|urlaub|frei(?:e tage)?|abwesend\p{L}*|conges?|absences?|ausencias?|ferias|folgas?|fora|vacaciones|fuera|volno|mimo|dovolena|nepritomnost|fri|ferie|borte|fravaer|ledig|franvaro|vrij|afwezig|assenze?|ferie|wolne|urlop|nieobecnosc\p{L}*|poissa\p{L}*|loma|szabadsag|izin|concediu|odsut\p{L}+)$/u,
  back: /^(?:back|back on|return\p{L}*|until|zuruck(?: am)?|bis|retour|volta|regreso|vuelve|zpet|navrat|tilbake|tilbage|tillbaka|terug|rientro|wraca|powrot|palaa|vissza)$/u,
};

/** The people of a table with a row for each: hours, what is booked, languages, days off and remarks by their usual headers. */
export function peopleOf(table: Pick<Table, "records">, asOf: string, monday: string): Person[] {
  const headers = Object.keys(table.records[0]?.cells ?? {});
  const named = headers.map((header) => ({
    header,
    name: plain(header)
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim(),
  }));
  const taken = new Set<string>();
  const take = (fits: RegExp) => {
    const found = named.find(({ header, name }) => !taken.has(header) && fits.test(name))?.header ?? null;
    if (found !== null) taken.add(found);
    return found;
  };
  const name =
    take(kinds.name) ??
    headers.find((header) => table.records.every(({ cells }) => numberIn(cells[header] ?? "") === null)) ??
    headers[0];
  if (name !== undefined) taken.add(name);
  const isNumber = (header: string) =>
    table.records.filter(({ cells }) => numberIn(cells[header] ?? "") !== null).length * 2 >= table.records.length;
  const [languages, off, back] = [take(kinds.languages), take(kinds.off), take(kinds.back)];
  const booked = take(kinds.booked);
  const free = take(kinds.free);
  const days = named.flatMap(({ header, name: words }) => {
    const day = taken.has(header) ? undefined : dayOf(words.split(" ")[0]!);
    return day !== undefined && isNumber(header) ? [{ header, day: addDays(monday, day) }] : [];
  });
  const isByDay = days.length > 2 && new Set(days.map(({ day }) => day)).size === days.length; // not a figure: fewer are no week
  if (isByDay) for (const { header } of days) taken.add(header);
  const sum = isByDay ? take(kinds.sum) : null;
  const hours =
    (isByDay ? sum : null) ??
    take(kinds.hours) ??
    take(kinds.sum) ??
    named.find(({ header }) => !taken.has(header) && isNumber(header))?.header ??
    null;
  if (hours !== null) taken.add(hours);
  const rest = headers.filter((header) => !taken.has(header));
  // A row for all of them is nobody.
  const isTeam = (who: string) => table.records.length > 1 && kinds.team.test(plain(who).trim());
  return table.records.flatMap((record): Person[] => {
    const cell = (header: string | null) => (header === null ? "" : (record.cells[header]?.trim() ?? ""));
    const who = name === undefined ? "" : cell(name);
    if (who === "" || isTeam(who)) return [];
    const each = days.flatMap(({ header, day }) => {
      const own = isByDay ? numberIn(cell(header)) : null;
      return own === null ? [] : [[day, own] as const];
    });
    const by_day = each.length === 0 ? null : new Map(each);
    // What is written for the days goes before a sum that was not drawn again.
    const ofDays = by_day === null ? null : withoutNoise(each.reduce((total, [, own]) => total + own, 0));
    const [all, net, busy] = [ofDays ?? numberIn(cell(hours)), numberIn(cell(free)), numberIn(cell(booked))];
    const said = [
      cell(off) === "" ? "" : `off ${cell(off)}`,
      cell(back) === "" ? "" : `back ${cell(back)}`,
      hours !== null && all === null ? cell(hours) : "",
      ...rest.map(cell),
    ];
    const note = said.filter(Boolean).join("; ");
    const remark = remarkOf(note, all ?? net, asOf, monday);
    const gross = all ?? net ?? 0;
    const left = net ?? Math.max(0, withoutNoise(gross - (busy ?? 0)));
    return [
      {
        name: who,
        hours: remark.away ? 0 : left,
        gross,
        booked: busy ?? 0,
        languages: cell(languages) === "" ? null : languagesIn(cell(languages)),
        note: rest.map(cell).filter(Boolean).join("; ") || null,
        by_day,
        ...remark,
        off: remark.away
          ? []
          : [
              ...new Set([
                ...remark.off,
                ...each.flatMap(([day, own]) => (own === 0 ? [day] : [])),
                ...weekdaysIn(cell(off), monday),
                ...daysNamed(cell(off), asOf),
              ]),
            ].sort(),
      },
    ];
  });
}

/** The people of a call, by name. */
export const peopleGiven = (given: Readonly<Record<string, number | PersonGiven>>, asOf: string, monday: string): Person[] =>
  Object.entries(given).map(([name, one]) => {
    const own: PersonGiven = typeof one === "number" ? { hours: one } : one;
    const remark = remarkOf(own.note ?? "", own.hours, asOf, monday);
    return {
      name,
      hours: remark.away ? 0 : Math.max(0, withoutNoise(own.hours - (own.booked ?? 0))),
      gross: own.hours,
      booked: own.booked ?? 0,
      languages: own.languages === undefined ? null : languagesIn(own.languages.join(" ")),
      note: own.note ?? null,
      by_day: null,
      ...remark,
      off: [...new Set([...remark.off, ...(own.off ?? [])])].sort(),
      until: own.until ?? remark.until,
      no_renewals: own.no_renewals ?? remark.no_renewals,
    };
  });

/** Names under which sheets have a person: in other letters, the first name alone, or a family name with the initial of one person's only. */
export function personNamed(written: string, people: readonly string[]): { name: string; guessed: boolean } | null {
  const tokens = (text: string) =>
    plain(text)
      .split(/[^\p{L}]+/u)
      .filter(Boolean);
  const said = tokens(written);
  const same = (one: readonly string[], other: readonly string[]) => [...one].sort().join(" ") === [...other].sort().join(" ");
  const exact = people.filter((name) => same(tokens(name), said));
  if (exact.length === 1) return { name: exact[0]!, guessed: false };
  const partly = people.filter((name) => tokens(name)[0] === said[0] || (said.length === 1 && tokens(name).includes(said[0]!)));
  if (partly.length === 1) return { name: partly[0]!, guessed: false };
  const initials = said.filter((token) => token.length === 1);
  if (initials.length !== 1 || said.length < 2) return null;
  const byInitial = people.filter((name) => {
    const own = tokens(name);
    const family = said.filter((token) => token.length > 1);
    return own[0]?.startsWith(initials[0]!) === true && (own.length === 1 || family.some((token) => own.includes(token)));
  });
  return byInitial.length === 1 ? { name: byInitial[0]!, guessed: true } : null;
}
