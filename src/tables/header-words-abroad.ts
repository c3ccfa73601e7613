import type { TableField } from "../core/table.ts";
import type { Header } from "./header.ts";
import { fold } from "./words.ts";

/** The names of columns in German, French and Spanish sheets, a line a language, and the commonest in Portuguese, Italian, Dutch, Nordic, Polish, Czech, Hungarian, Turkish and Romanian ones; accents do not matter. */
export const namesAbroad: Readonly<Partial<Record<TableField, string>>> = {
  account: `kunde, kundenname, firma, firmenname, unternehmen, mandant, auftraggeber, geschäftspartner, debitor,
    nom client, nom du client, société, raison sociale, entreprise, compte, compte client,
    cliente, nombre del cliente, nombre cliente, razón social, empresa, cuenta, sociedad, conta, nome da conta, nombre de la cuenta, conto cliente,
    klant, klantnaam, klantnavn, kund, kundnamn, kundens navn, asiakas, klient, nazwa klienta, kontrahent, azienda, ragione sociale, nome cliente, nome do cliente,
    zákazník, název zákazníka, ügyfél, ügyfélnév, müşteri, müşteri adı, client, denumire client, klijent`,
  subscription: `abonnement, abo nr, abo, suscripción, vertragsnummer, vertrag, vertrags id, abonummer, numéro de contrat, n contrat, contrat, abonnement id,
    contrato, número de contrato, n contrato, id contrato, suscripción`,
  parent: `muttergesellschaft, konzern, konzernmutter, société mère, groupe, empresa matriz, grupo`,
  owner: `betreuer, kundenbetreuer, bearbeiter, verantwortlich, verantwortlicher, zuständig, ansprechpartner intern, account betreuer,
    responsable, responsable de compte, chargé de clientèle, gestionnaire, responsable client,
    responsable de cuenta, gestor, gestor de cuenta, ejecutivo de cuenta,
    accountbeheerder, kundeansvarlig, kundansvarig, opiekun, opiekun klienta, referente, responsabile, responsável, gestor da conta,
    responsável pela conta, správce, odpovědná osoba, odpovídá, kapcsolattartó, felelős, sorumlu, müşteri temsilcisi, vastuuhenkilö, ansvarig, ansvarlig`,
  tier: `stufe, kundenstufe, niveau, nivel`,
  segment: `kundensegment, marktsegment, segment client, segmento, segmento de cliente,
    segmentti, szegmens, segment zákazníka`,
  currency: `währung, devise, monnaie, moneda, divisa, valuta, valuutta, waluta, moeda`,
  arr: `jahresumsatz wiederkehrend, jährlicher wiederkehrender umsatz, jahreswert, jährliche gebühr, jährliche kosten, jahresbetrag,
    revenu annuel récurrent, revenus récurrents annuels, montant annuel, redevance annuelle,
    ingresos anuales recurrentes, ingreso anual recurrente, importe anual, cuota anual, costo anual, coste anual,
    valor anual, receita anual, receita recorrente anual, canone annuo, valore annuo, ricavo annuo, jaarbedrag, jaarwaarde, jaaromzet, årsvärde, årsbelopp, årsverdi, årsbeløb, årlig verdi, vuosiarvo, vuosihinta, wartość roczna, roczna wartość, roční hodnota, roční kč, roční cena, roční poplatek, éves díj, éves érték, yıllık tutar, yıllık gelir, valoare anuală`,
  mrr: `monatlicher wiederkehrender umsatz, monatliche kosten, monatliche gebühr, monatspreis, monatsbetrag, monatlicher betrag, monatsgebühr,
    revenu mensuel récurrent, revenus récurrents mensuels, montant mensuel, mensualité, abonnement mensuel, abonnement mensuel ht,
    ingresos mensuales recurrentes, ingreso mensual recurrente, importe mensual, cuota mensual, costo mensual, coste mensual,
    tarifa mensual,
    valor mensal, receita mensal, mensalidade, canone mensile, valore mensile, maandbedrag, månadsbelopp, månedsbeløb, kuukausihinta, wartość miesięczna, měsíční hodnota, měsíční poplatek, havi díj, aylık tutar, valoare lunară`,
  tcv: `gesamtvertragswert, auftragswert gesamt, valeur totale du contrat, valor total del contrato`,
  amount: `wiederkehrender umsatz, revenu récurrent, ingreso recurrente, ingresos recurrentes, betrag netto, nettobetrag, netto, umsatz netto, vertragswert, auftragswert, preis,
    montant, montant ht, prix, valeur du contrat,
    importe, importe neto, monto, monto neto, precio, precio contratado, valor del contrato,
    valor, importo, bedrag, belopp, beløb, beløp, summa, kwota, částka, összeg, tutar, sumă`,
  contract_months: `laufzeit, laufzeit monate, laufzeit in monaten, vertragslaufzeit, durée, durée mois, durée en mois, durée du contrat,
    duración, duración meses, duración en meses, plazo`,
  month: `monat, abrechnungsmonat, stichmonat, quartal, mois, trimestre, période, mes, período, periodo`,
  start: `beginn, vertragsbeginn, vertragsstart, startdatum, laufzeitbeginn, von, gültig von, kunde seit,
    début, date début, date de début, date de début du contrat, client depuis, date d'entrée,
    inicio, fecha inicio, fecha de inicio, fecha de alta, alta, cliente desde, desde,
    início, data de início, início do contrato, inizio, data inizio, ingangsdatum, startdato, alkaa, alkupäivä, data rozpoczęcia, początek umowy, začátek, začátek smlouvy, kezdet, başlangıç, başlangıç tarihi, data început`,
  end: `ende, vertragsende, enddatum, laufzeitende, bis, bis gültig bis, gültig bis, kunde bis, ende am,
    fin, date fin, date de fin, date de fin du contrat, date d'échéance du contrat, date de sortie,
    fin, fecha fin, fecha de fin, fecha final, fecha de baja, hasta, vencimiento utc, vertrag bis, vertragslaufzeit bis, laufzeit bis, contrat jusqu au, contrato hasta,
    einddatum, contract tot, looptijd tot, sluttdato, slutdato, slutdatum, avtal till, avtale til, kontrakt til, umowa do, data końca, koniec umowy, scadenza contratto, fine contratto, fim do contrato, fim de contrato,
    smlouva do, konec smlouvy, vigência até, szerződés vége, bitiş, bitiş tarihi, sfârșit contract, sopimus päättyy, päättyy`,
  cancelled_on: `gekündigt am, kündigungsdatum, kündigung eingegangen am, kündigungseingang, préavis donné le, résiliation demandée le, preaviso recibido el, kündigung vom, date de résiliation, résilié le, fecha de cancelación, cancelado el`,
  renewal_date: `verlängerungsdatum, verlängerung, verlängert sich am, renouvelle le, verlängerung am, nächste verlängerung, vertragsverlängerung, date de renouvellement, renouvellement,
    prochain renouvellement, échéance, date d'échéance, fecha de renovación, renovación, próxima renovación, vencimiento, vertrag bis, vertragslaufzeit bis, laufzeit bis, contrat jusqu au, contrato hasta,
    verlengdatum, verlenging, contract tot, looptijd tot, fornyelse, fornyelsesdato, förnyelse, förnyelsedatum, avtal till, avtale til, kontrakt til, odnowienie, data odnowienia, umowa do, koniec umowy, rinnovo, data di rinnovo, scadenza, renovação, data de renovação,
    renova em, renovação em, vence em, vencimento, validade, vigência até, si rinnova il, rinnovo il, verlengt op, verlengd op, vernieuwt op, fornyes, fornyes den, förnyas, uusitaan, uusiutuu, odnawia się, obnova, datum obnovy, obnovení, smlouva do, konec smlouvy, megújítás, megújulás, yenileme, yenileme tarihi, reînnoire`,
  notice_days: `kündigungsfrist, kündigungsfrist tage, frist, préavis, délai de préavis, préavis jours, preaviso, plazo de preaviso,
    opzegtermijn, oppsigelsestid, oppsigelse, opsigelse, opsigelsesvarsel, uppsägningstid, irtisanomisaika, okres wypowiedzenia, wypowiedzenie, preavviso, aviso prévio,
    aviso dias, aviso prévio dias, prazo de aviso, antecedência, preavviso giorni, opzegtermijn dagen, výpověď, výpovědní lhůta, výpověď dny, výpověď dní, výpovědní lhůta dny, výpovědní lhůta dnů, felmondási idő, felmondási idő nap, felmondás nap, irtisanomisaika pv, irtisanomisaika päivää, irtisanominen pv, oppsigelsestid dager, oppsigelse dager, opsigelse dage, opsigelsesvarsel dage, uppsägningstid dagar, uppsägning dagar, kündigungsfrist in tagen, kündigungsfrist t, délai de préavis jours, préavis j, preaviso días, aviso previo, aviso previo días, plazo de preaviso días, okres wypowiedzenia dni, wypowiedzenie dni, preavviso gg, ihbar gün, bildirim gün, preaviz zile, felmondás, ihbar süresi, bildirim süresi, preaviz`,
  health: `churnrisiko, abwanderungsrisiko, kündigungsrisiko, risiko, risque, risque de churn, riesgo, riesgo de baja, ampel, kundengesundheit, gesundheit, zustand, santé, santé client, salud, salud del cliente, semáforo,
    saúde, saúde do cliente, saúde da conta, salute, salute cliente, gezondheid, hälsa, helse, sundhed, terveys, zdrowie, kondycja, stav zdraví, zdraví, egészség, sağlık, sănătate`,
  status: `kundenstatus, vertragsstatus, stand, statut, statut client, état, estado, estado del cliente, estado del contrato, situación,
    situação, stato, stato cliente, tila, stav, állapot, durum, stare`,
  outcome: `abgewandert, gekündigt ja nein, verloren, verlängert, résilié, perdu, renouvelé, churn oui non, renovado, baja sí no`,
  category: `prognosekategorie, prognose, catégorie de prévision, prévision, categoría de pronóstico, pronóstico, previsión`,
  probability: `wahrscheinlichkeit, verlängerungswahrscheinlichkeit, probabilité, probabilidad`,
  revenue_type: `umsatzart, erlösart, positionsart, positionstyp, type de ligne, type de revenu, tipo de línea, tipo de ingreso,
    tipo de cargo`,
  interval: `abrechnungszeitraum, abrechnungsintervall, zahlungsintervall, zahlungsweise, turnus, rhythmus, périodicité, fréquence,
    fréquence de facturation, periodicidad, frecuencia, frecuencia de facturación, frecuencia de pago`,
  quantity: `anzahl, menge, lizenzen, anzahl lizenzen, quantité, nombre de licences, licences, cantidad, licencias`,
  unit_price: `stückpreis, einzelpreis, preis pro lizenz, preis je nutzer, prix unitaire, precio unitario, precio por licencia`,
  auto_renew: `automatische verlängerung, verlängert sich automatisch, tacite reconduction, renouvellement automatique,
    renovación automática, automatisch verlengen, automatische verlenging, stilzwijgende verlenging, automatisk fornyelse, automatisk förlängning, automatisk forlengelse, automatické obnovení, automatická obnova,
    automatyczne odnowienie, automatyczne przedłużenie, renovação automática, renova automaticamente, rinnovo automatico, rinnovo tacito, jatkuu automaattisesti, automaattinen uusinta, automatikus megújítás, otomatik yenileme, reînnoire automată`,
  last_contact: `letzter kontakt, letzter kontakt am, letztes gespräch, letzter anruf, zuletzt gesprochen,
    dernier contact, date dernier contact, dernier échange, dernier appel, dernier rdv,
    último contacto, fecha último contacto, última conversación, última llamada, última reunión,
    laatste contact, siste kontakt, seneste kontakt, sista kontakt, senaste kontakt, ostatni kontakt, ultimo contatto, último contato,
    últ contato, último contato em, data do último contato, últ contacto, ultima chiamata, data ultimo contatto, laatst gesproken, siste samtale, senast kontakt, viimeisin yhteydenotto, viimeksi yhteydessä, poslední kontakt, poslední hovor, utolsó kapcsolat, son görüşme, son temas, ultimul contact`,
  promise_due: `zusage bis, zugesagt bis, versprochen bis, nachfassen bis, nachfassen am, wiedervorlage, wiedervorlage am, nächste wiedervorlage,
    promis pour le, relance prévue le, prochaine relance, date de relance, à relancer le,
    prometido para, compromiso para, próximo seguimiento, fecha de seguimiento`,
  escalations: `eskalationen, offene eskalationen, eskalation offen, eskaliert, escalades, escalades ouvertes, escalade en cours,
    escalaciones, escalaciones abiertas, escalamientos, escalado`,
  put_off: `verschoben, mal verschoben, anzahl verschoben, verschiebungen, reporté, nombre de reports, fois reporté,
    aplazado, veces aplazado, aplazamientos, pospuesto, veces pospuesto`,
  notice_served: `kündigung erhalten, kündigung liegt vor, résiliation reçue, baja solicitada`,
  notice_asked: `nach kündigung gefragt, kündigung angefragt, kündigungsfrist angefragt, préavis demandé, conditions de résiliation demandées,
    preguntó por la baja, condiciones de baja solicitadas`,
  sponsor_left: `sponsor weg, ansprechpartner weg, sponsor parti, interlocuteur parti, sponsor se fue`,
  role: `rolle, funktion, rôle, fonction, rol, función`,
  contact: `ansprechpartner, kontakt, interlocuteur, contacto`,
  respondent: `teilnehmer, befragter, répondant, encuestado, participante`,
  score: `bewertung, puntuación, calificación, nps klasse, nps kategorie, nps gruppe, nps wert, catégorie nps, classe nps, note nps,
    score nps, categoría nps, clase nps, puntuación nps, note, nota`,
  tenure_months: `vertragsdauer monate, kunde seit monaten, ancienneté, ancienneté mois, antigüedad, antigüedad meses`,
};

/** Names that are weaker: they stand for the field where nothing better does. */
export const weakNamesAbroad: Readonly<Partial<Record<TableField, string>>> = {
  account: `kundennummer, kundennr, kunden id, n client, numéro client, id client, identifiant client, id cliente, número de cliente`,
  month: `datum, fecha, date`,
  revenue_type: `art, typ, tipo`,
  subscription: `produkt, tarif, artikel, produit, article, ligne, producto, artículo, línea, bezeichnung`,
};

const [yearly, monthly] = [
  /(?<= )(?:p ?a|per ann(?:um|o)|(?:per |a )?(?:year|yr)|yearly|annual(?:ly)?|annuali[sz]ed|all anno|annu[oai]|annuale|anno|an(?:ual|uais|uales)|(?:al|por) ano|ao ano|ano|annuel(?:le)?s?|par an|an|(?:pro |im )?jahr|jahrlich\p{L}*|(?:per )?jaar|jaarlijkse?|arlig\p{L}*|(?:per|pr) ar|rocn\p{L}*|roczn\p{L}*|(?:za|na) rok)(?= )/gu,
  /(?<= )(?:p ?m|(?:per |a )?month|monthly|mtl|(?:pro |im )?monat|monatlich\p{L}*|mensil[ei]|al mese|mensuel(?:le)?s?|par mois|mensual(?:es)?|al mes|mensa(?:l|is)|(?:ao|por) mes|per maand|maandelijkse?|manedlig\p{L}*|manatlig\p{L}*|mesicn\p{L}*|miesieczn\p{L}*)(?= )/gu,
];
const amountWords =
  /^(?:amount|value|fees?|price|revenue|recurring|subscription|license|licence|contract|contracted|total|net|canone|canoni|valore|importo|ricavo|prezzo|contratto|abbonamento|netto|totale|montant|redevance|valeur|prix|contrat|abonnement|revenu|ht|valor|importe|cuota|precio|contrato|receita|preco|ingresos?|suscripcion|assinatura|faturacao|betrag|wert|gebuhr|umsatz|preis|entgelt|lizenzgebuhr|vertragswert|vertrag|bedrag|waarde|prijs|vergoeding|contractwaarde|omzet|belopp|belob|pris|verdi|varde|avgift|kwota|wartosc|oplata|castka|cena|poplatek|hodnota|de|do|da|di|del|du|of|the|in)$/;
/** Words for a price that nobody uses of anything else than what is paid. */
const feeWords =
  /^(?:canoni?|redevance|cuota|lizenzgebuhr|vertragswert|contractwaarde|jahres(?:gebuhr|beitrag|preis|wert|entgelt|pauschale|vertragswert|lizenz\p{L}*))$/u;
const yearFees = /^(?:canoni?|redevance|lizenzgebuhr)$/;

/**
 * The amount a header means by its parts, where no list knows it whole: words for an amount, a currency, and "a year" or "a month" beside them.
 * @example amountMeant(readHeader("HKD p.a.")) // "arr"
 */
export function amountMeant({ words, currency }: Pick<Header, "words" | "currency">): "arr" | "mrr" | "amount" | null {
  const text = ` ${words.map(fold).join(" ")} `;
  const bare = text.replace(yearly!, "").replace(monthly!, "");
  const rest = bare.split(" ").filter(Boolean);
  const isFee = rest.some((word) => feeWords.test(word));
  if (!rest.every((word) => amountWords.test(word) || feeWords.test(word))) return null;
  const isAmount = currency !== null || isFee || rest.length > 0;
  if (text.replace(yearly!, "") !== text || rest.some((word) => word.startsWith("jahres"))) return isAmount ? "arr" : null;
  if (bare !== text) return isAmount ? "mrr" : null;
  // A fee of a license or a contract without a period is a year's.
  if (rest.some((word) => yearFees.test(word))) return "arr";
  return currency !== null || isFee ? "amount" : null;
}
