import type { PriceClause, RenewalNote } from "../core/renewal-row.ts";
import { dateParts } from "./read-dates.ts";
import { isMissing } from "./read-numbers.ts";
import { fold } from "./words.ts";

/** Longest cell of which words are read; a longer text is a document. */
const LONGEST = 600; // not a figure: letters of a note
const noRise =
  "no|none|without|zero|keine?|ohne|sans|aucune|pas de|sin|sem|nenhum|ningun|ninguna|geen|zonder|ingen|uten|uden|utan|bez|brak|nessun|senza|ei";
const rise =
  "(?:price |fee )?(?:increase|rise|uplift|hike|change)|(?:preis)?erhohung|preisanpassung|hausse|augmentation|subida|aumento|incremento|reajuste|(?:prijs)?verhoging|(?:pris)?okning|prisstigning|prishojning|prishojelse|podwyzk\\w*|zdrazen\\w*|hinnankorotus\\w*";

const index =
  /\b(?:cpi[hx]?|rpi|ppi|hicp|index\w*|inflation\w*|inflacja|inflacn\w*|inflace|vpi|hvpi|lik|ipc|ipca|igp-?m|inpc|kpi|npi|lpi|istat|bls|teollisuusindeksi)\b/;
const fixed =
  /\b(?:fix|fixed|fixe|fixes|fest|festpreis\w*|fijo|fija|fixo|fixa|fisso|fissa|vast|vaste|fast|fastpris\w*|stal[aey]|pevn[aey]|kiintea|lock|locked|price lock|frozen|flat|preisgarantie|preisbindung|bloque|gele|congelad[oa]|bloccat[oa])\b/;
const listPrice =
  /\blist(?: ?price|enpreis| prices)?\b|\btarif\b|\btariff\b|\bpreisliste\b|\blistino\b|\bcatalog\w*|\bprecio de lista\b|\blista de precos\b|\bcennik\w*|\bcenik\w*|\bprislist\w*|\bprijslijst\b|\brate card\b/;
const consent =
  /\b(?:mutual|agreement|consent|negotia\w*|verhandl\w*|einvernehm\w*|zustimmung|accord|negoci\w*|acuerdo|acordo|overleg|avtale|overenskom\w*|dohod\w*|za zgoda)\b/;
const openWords =
  /^(?:nein|nej|non|nao|nie|ne|open|free|uncapped|no cap|none|no|nil|no clause|no limit|unlimited|not capped|frei|offen|keine?|ohne|libre|libero|libera|aucune?|sans|ningun[oa]?|sin|nenhum[a]?|sem|livre|geen|vrij|ingen|fri|brak|zadn[ae]|nessun[oa]?|ei|vapaa)(?:\b.*)?$/;

const number = "(\\d{1,2}(?:[.,]\\d{1,2})?)";
const percentIn = new RegExp(
  `${number}\\s*(?:%|percent|per cent|prozent|pct|procent|prosent|pour ?cent|por ?ciento|por ?cento|p\\.? ?c\\.?\\b)`,
);
const plusIn = new RegExp(`(?:\\+|plus|und|mais|mas)\\s*${number}\\s*(?:%|pp|pts?|points?|punkte?)?`);
const dates =
  /\b(\d{4}-\d{2}-\d{2}|\d{4}\/\d{2}\/\d{2}|\d{1,2}[. ]\d{1,2}[. ]\d{4}|\d{1,2}[- ]\p{L}{3,10}[- ]\d{4}|\p{L}{3,10} \d{4}|(?:19|20)\d{2})\b/u;

const asNumber = (text: string): number => Number(text.replace(",", "."));
const pad = (value: number): string => String(value).padStart(2, "0");

/** The last day a text names after "until"; a month is its end's month, a year its last day. */
function dayIn(text: string): string | null {
  const found = dates.exec(text)?.[1];
  if (found === undefined) return null;
  if (/^\d{4}$/.test(found)) return `${found}-12-31`;
  const parts = dateParts(found);
  if (parts === null) return null;
  if (parts.kind === "day") return `${parts.year}-${pad(parts.month)}-${pad(parts.day)}`;
  if (parts.kind === "month") return `${parts.year}-${pad(parts.month)}-28`;
  return `${parts.year}-${pad(parts.second)}-${pad(parts.first)}`;
}

/**
 * What a cell of a price clause allows. @example clauseOf("max CPI + 1") // { kind: "capped", cap: null, index_plus: 0.01, until: null }
 */
export function clauseOf(written: string): PriceClause {
  const none = { cap: null, index_plus: null, until: null };
  const text = fold(written.slice(0, LONGEST)).trim();
  if (text === "" || /^[-–—?.]+$/.test(text) || (isMissing(text) && text !== "none")) return { kind: "blank", ...none };
  const share = percentIn.exec(text)?.[1];
  const cap = share === undefined ? null : asNumber(share) / 100;
  if (index.test(text)) {
    const plus = plusIn.exec(text)?.[1];
    // "CPI + 1%" adds to the index; "CPI, max 4%" bounds it.
    const bound = plus === undefined ? cap : null;
    return { kind: "capped", cap: bound, index_plus: plus === undefined ? 0 : asNumber(plus) / 100, until: null };
  }
  if (fixed.test(text) && cap === null) return { kind: "fixed", ...none, until: dayIn(text) };
  if (new RegExp(`\\b(?:${noRise})\\s+(?:${rise})\\b`).test(text)) return { kind: "fixed", ...none, until: dayIn(text) };
  if (cap !== null) return { kind: "capped", ...none, cap };
  if (listPrice.test(text)) return { kind: "list_price", ...none };
  if (/^\d{1,2}(?:[.,]\d+)?$/.test(text)) {
    const value = asNumber(text);
    return { kind: "capped", ...none, cap: value > 0 && value < 1 ? value : value / 100 };
  }
  if (openWords.test(text)) return { kind: "open", ...none };
  if (consent.test(text)) return { kind: "consent", ...none };
  return { kind: "other", ...none };
}

const gone =
  /\b(?:gave|given|giving|has given|sent|served|received|handed in)\b[^.;,]{0,20}\bnotice\b|\bnotice\b[^.;,]{0,12}\b(?:given|served|received|in hand|arrived)\b|\b(?:cancel(?:l)?ed|terminated|churn(?:ed|ing)?|leaving(?: us)?|not renewing|will not renew|won'?t renew)\b|\bgekundigt|\bkundigung (?:vom|erhalten|liegt|eingegangen|da\b)|\bresilie|\bresiliation (?:recue|du)|\ba donne conge|\bdenunciou|\brescindi|\bcancelou|\baviso de baja|\bcancelo\b|\bdado de baja|\bno renueva|\bnao renova|\bopgezegd|\bopzegging (?:ontvangen|van)|\b(?:har )?(?:opsagt|oppsagt|sagt opp|sagt op|sagt upp)|\buppsagd|\bopsigelse (?:modtaget|af)|\boppsigelse (?:mottatt|av)|\bwypowiedz|\bwypowiedzial|\bvypoved (?:podana|dosla|ze)|\bvypovedel|\bdisdett|\birtisano/;
const notGone =
  /\b(?:no notice|not (?:given|leaving|cancel)|hasn'?t|has not|never|asked (?:about|for)|ask(?:s|ing)? (?:about|for)|may|might|threat\w*|could|wants? to|if|kein\w* kundigung|droht)\b[^.;]{0,30}(?:notice|cancel|leav|terminat|kundig|resili|opzeg)/;
const signedWords =
  /\b(?:signed|renewed|already renewed|closed won|po received|order received)\b|\bunterschrieben|\bunterzeichnet|\bverlangert\b|\bsigne\b|\brenouvele\b|\bfirmad[oa]\b|\brenovad[oa]\b|\bassinad[oa]\b|\bfirmo\b|\bgetekend\b|\bverlengd\b|\bunderskrevet\b|\bforlenget\b|\bundertecknat\b|\bsignert\b|\bpodpisan|\bpodepsan|\bfirmat[oa]\b|\brinnovat[oa]\b|\ballekirjoitettu/;
const notSigned =
  /\b(?:not|never|un|to be|isn'?t|yet to be|waiting to be|will be|must be|nicht|noch nicht|pas|no|nao|niet|ikke|inte|nie|non|until|once|when|if|before)\b[^.;]{0,14}(?:signed|renewed|unterschrieben|verlangert|signe|renouvele|firmad|renovad|assinad|getekend|verlengd|underskrevet|signert|podpisan|podepsan|firmat)|\b(?:signed|renewed)\b[^.;]{0,12}\b(?:19|20[01])\d|\bcontract signed in\b|\bno[nt]?[- ]?signed/;
const promised = new RegExp(
  `(?:promis\\w*|told|agreed|assured|guarante\\w*|zugesagt|versprochen|zusage|prometid\\w*|prometi\\w*|beloofd|toegezegd|lovet|lovat|obiecan\\w*|slib\\w*|promess\\w*|luvattu)[^.;]{0,40}\\b(?:${noRise}|flat|same price|stays?)\\b(?:[^.;]{0,12}(?:${rise})|[^.;]{0,12}price|)|\\b(?:${noRise})\\s+(?:${rise})[^.;]{0,30}(?:promis|told|agreed|zugesagt|versprochen|prometid|beloofd|lovet|obiecan|slib|promess)`,
);
const fixedNote =
  /\bprice (?:is )?(?:fixed|locked|lock|frozen|guaranteed)\b|\bfixed price\b|\bfixed (?:until|till|through|for)\b|\bpreis(?:e)? fest\b|\bfestpreis|\bpreisgarantie|\bprix (?:fixe|bloque|ferme)|\bprecio (?:fijo|congelado)|\bpreco (?:fixo|congelado)|\bvaste prijs|\bfast ?pris|\bstala cena|\bpevna cena|\bprezzo (?:fisso|bloccato)|\bkiintea hinta|\banniversary only\b/;
const priceNotice =
  /(?:price|prices|pricing|increase|uplift|rate|preis\w*|prix|tarif\w*|precio\w*|preco\w*|reajuste|prijs\w*|pris\w*|cen[aeyn]\w*|prezz\w*|hinna\w*)[^.;]{0,60}?\b(\d{1,3})\s*(?:calendar |business |working )?(days?|d|tagen?|jours|dias|dagen|dager|dage|dagar|dni|giorni|paivaa|months?|monaten?|mois|meses|maanden|maneder|manader|miesiac\w*|mesic\w*|mesi|weeks?|wochen|semaines|semanas|weken|uker|uger|veckor|tygodn\w*|tydn\w*)\b/;
const riskWords =
  /\b(?:rfp|rfi|tender\w*|competitor\w*|competition|rival|alternativ\w*|benchmark\w*|(?:champion|sponsor|owner|cfo|ceo|cio|coo)\b[^.;]{0,20}\b(?:left|leaves|leaving|gone)|new (?:cfo|ceo|cio|coo|owner|procurement|sponsor|head)|unhappy|angry|complain\w*|escalat\w*|downsiz\w*|lay-?offs?|merg\w+|acquired|takeover|insolven\w*|bankrupt\w*|overdue|slow payer|half the seats|idle|contractors?|outage|ausschreibung\w*|wettbewerb\w*|unzufrieden|appel d'offres|concurren\w*|licitacion|licitacao|concorren\w*|competencia|aanbesteding|concurrent|anbud\w*|udbud\w*|konkurr?ent\w*|przetarg\w*|vyberov\w*|gara\b|tarjouskilpailu)\b/;

const DAYS_A_WEEK = 7; // not a figure: days of a week

/** What a note beside a renewal says about it. @example noteOf("gave notice 20 Nov").gave_notice // true */
export function noteOf(written: string): RenewalNote {
  const text = fold(written.slice(0, LONGEST));
  const notice = priceNotice.exec(text);
  const count = notice === null ? null : Number(notice[1]);
  const unit = notice?.[2] ?? "";
  const months = /^(?:m(?!.*dag)|mois)/.test(unit);
  const weeks = /^(?:w|semain|seman|uk|ug|veck|tyg|tyd)/.test(unit);
  const fixedHere = fixedNote.test(text);
  return {
    gave_notice: gone.test(text) && !notGone.test(text),
    signed: signedWords.test(text) && !notSigned.test(text),
    promised: promised.test(text),
    fixed: fixedHere,
    fixed_until: fixedHere ? dayIn(text) : null,
    price_notice_days: count === null || months ? null : weeks ? count * DAYS_A_WEEK : count,
    price_notice_months: count !== null && months ? count : null,
    risk: riskWords.test(text),
  };
}
