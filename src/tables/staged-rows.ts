import { annualAmount } from "../core/money.ts";
import type { NamedColumn, StagedRow } from "../core/named-rows.ts";
import type { Reading, ReadTable } from "../core/table.ts";
import { columnOf } from "./columns.ts";
import { oneSpelling } from "./look-alikes.ts";
import { dateCells, headersOf } from "./named-columns.ts";
import { readDates } from "./read-dates.ts";
import { isMissing, readNumbers } from "./read-numbers.ts";
import { markUsed } from "./unused-columns.ts";

/** The columns of a table of onboardings, by the headers people give them; the first that is there is taken. */
const stagedColumns = {
  start: {
    kind: "date",
    headers:
      "signed, signed on, signed at, signed date, date signed, signature date, contract signed, contract signed on, contract signature, deal signed, closed won, closed won date, deal closed, sold on, unterschrieben, unterschrieben am, unterschrift, vertrag unterschrieben, vertragsunterschrift, signé, signé le, date de signature, signature du contrat, firmado, firmado el, fecha de firma, firma, getekend, getekend op, ondertekend, contract getekend, signert, underskrevet, undertegnet, kontrakt signert, signerat, podpisano, data podpisania, assinado, data de assinatura, firmato, firmato il, data firma, kick off, kickoff, kick off date, kickoff date, kick off call, kickoff call, onboarding kickoff, onboarding kickoff date, project kickoff, project kickoff date, implementation kickoff, onboarding start, onboarding started, onboarding start date, project start, project start date, implementation start, implementation start date, date de démarrage, démarrage, début, date de début, début du projet, lancement du projet, réunion de lancement, date de lancement, lancement, fecha de inicio, inicio, inicio del proyecto, inicio proyecto, arranque, fecha de arranque, data di avvio, avvio, avvio progetto, inizio, data inizio, inizio progetto, data de início, início, início do projeto, data de arranque, projectstart, startdatum, start, start date, aanvang, projektstart, beginn, auftakt, opstart, oppstart, uppstart, rozpoczęcie, data rozpoczęcia, zahájení",
  },
  value: {
    kind: "date",
    headers:
      "first value, first value on, first value date, date of first value, value on, value date, first result, first report, live, live on, live at, live since, live date, date live, go live, go live on, go live date, golive, golive date, went live, went live on, gone live, launched, launched on, launch date, onboarding completed, onboarding complete, onboarded, onboarded on, livegang, live gang, live seit, produktiv seit, erster nutzen, in betrieb, inbetriebnahme, mise en production, mise en service, en production, première valeur, en producción, puesta en marcha, primer valor, livegangsdatum, in gebruik, in productie, idriftsat, idriftsatt, i drift, wdrożono, data wdrożenia, em produção, in produzione, mise en prod, en prod, date de mise en production, date de mise en prod, date de mise en service, date mise en production, mep, en ligne, mise en ligne, date de mise en ligne, en service, live le, en ligne depuis, puesta en producción, fecha de puesta en producción, fecha de puesta en marcha, salida a producción, salida en vivo, en vivo, en vivo desde, activo desde, lanzamiento, fecha de lanzamiento, messa in produzione, data messa in produzione, entrata in produzione, messa in esercizio, attivo dal, live dal, lancio, data di lancio, data lancio, entrada em produção, data de entrada em produção, entrada em funcionamento, ao vivo, em produção desde, ativo desde, lançamento, data de lançamento, live sinds, live op, datum live, ingebruikname, datum ingebruikname, lancering, in productie sinds, go live datum, go live am, produktivstart, produktivsetzung, produktiv ab, live ab, echtbetrieb, produktionsstart, i produktion, i produksjon, w produkcji, v provozu, date de lancement",
  },
  days: {
    kind: "number",
    headers:
      "days to live, days to go live, days to value, days to first value, time to value, time to live, time to go live, ttv, onboarding days, days in onboarding, days, dias, duration, duration days, dagen, dagen tot live, doorlooptijd, tage, tage bis live, dauer, jours, délai, días, dage, dager, dagar, dni, nb de jours, nombre de jours, jours jusqu au live, délai en jours, durée, días hasta live, número de días, duración, giorni, durata, gg, dias até live, duração, aantal dagen, anzahl tage, varighet, varighed",
  },
  remark: {
    kind: "text",
    headers:
      "remark, remarks, note, notes, comment, comments, status note, onboarding status, status, opmerking, opmerkingen, notitie, bemerkung, bemerkungen, notiz, kommentar, remarque, remarques, commentaire, observaciones, nota, notas, comentario, obs, observação, observações, note operative, poznámka, poznamka, huomautus, anteckning, merknad, bemærkning, anmärkning, uwagi, note interne",
  },
  csm: {
    kind: "text",
    headers:
      "who, csm, onboarding manager, onboarding specialist, onboarding lead, implementation manager, implementation consultant, consultant, project manager, assigned to, responsible, wie, wer, zuständig, berater, qui, responsable, quién, ansvarlig, ansvarig, hvem, kto, opiekun, implementer, implementor, implementation partner, implemented by, partner, integrator, implementador, implementação, implantador, implementatore, implementierer, umsetzer, einführungspartner, intégrateur, uitvoerder, leverandør, implementeringspartner, wdrożeniowiec, wykonawca, implementátor, toteuttaja, resp, resp., responsable, chef de projet, consultor, consultora, consulente, consultant, responsabile, referente, responsável, gestor, projectleider, verantwoordelijke, verantwoordelijk, projektleiter, projektleitung, verantwortlich, betreuer, jefe de proyecto, capo progetto, gestor de projeto, formateur, intégratrice",
  },
  segment: {
    kind: "text",
    headers:
      "segment, customer segment, plan, plan name, package, edition, product, tier, size, pakket, paket, tarif, produkt, forfait, formule, offre, producto, paquete, pakke, plano, piano, pakiet, tam, tamanho, tamaño, taille, größe, dimensione, grootte, størrelse, storlek, rozmiar, velikost, koko, plan tarifaire, abonnement, gamme, oferta, plan contratado, offerta, pacchetto, contratto tipo, pacote, oferta contratada, abonnement type, edition, edição, edición, edizione, lizenz, segmento, abonnementsvorm",
  },
  stage: {
    kind: "text",
    headers:
      "stage, phase, current stage, current phase, step, onboarding stage, status, state, fase, fase actual, fase atual, etapa, étape, phase actuelle, stadium, stand, steg, trin, trinn, vaihe, etap, fáze, faze, aşama, étape actuelle, étape en cours, avancement, statut, estado, estado actual, etapa actual, etapa atual, stato, fase attuale, situação, situación, huidige fase, status fase, aktuelle phase, schritt, projektphase",
  },
  waiting_on: {
    kind: "text",
    headers:
      "waiting on, waiting for, waits for, blocked by, blocker, blocked on, pending with, ball with, wartet auf, warten auf, en attente de, attend, bloqué par, esperando a, a la espera de, espera de, à espera de, aguardando, in attesa di, attende, wacht op, wachten op, venter på, afventer, väntar på, czeka na, oczekuje na, čeká na, ceka na, odottaa, bekliyor, bloqué, blocage, en attente, bloque par, attente, bloqueado por, bloqueado, pendiente de, bloccato da, in attesa, bloccato, aguarda, pendente de, geblokkeerd door, in afwachting van, blockiert durch, blockiert von, wartend auf, offen bei, blokeret af, blokkert av, blockerad av",
  },
  users: {
    kind: "number",
    headers:
      "users, active users, users active, live users, users logged in, logins, seats used, seats active, benutzer, nutzer, aktive nutzer, aktive benutzer, utilisateurs, utilisateurs actifs, usuarios, usuarios activos, utenti, utenti attivi, utilizadores, usuários, utilizadores ativos, gebruikers, actieve gebruikers, brugere, aktive brugere, brukere, aktive brukere, användare, aktiva användare, użytkownicy, aktywni użytkownicy, uživatelé, käyttäjät, nb utilisateurs, utilisateurs connectés, usuarios conectados, n utenti, utenti connessi, utilizadores ligados, aantal gebruikers, anzahl nutzer, angemeldete nutzer",
  },
} as const satisfies Record<string, NamedColumn>;

/** A table of onboardings: its rows, and the headers that were taken. */
export interface StagedTable {
  rows: StagedRow[];
  headers: { start: string | null; value: string | undefined; stages: string[]; days: string | undefined; all: string[] };
}

/** What a caller may name of it. */
export interface StagedNames {
  value?: string | undefined;
  milestones?: readonly string[] | undefined;
  segment?: string | undefined;
  csm?: string | undefined;
  left?: string | undefined;
  dates?: Reading["dates"];
}

/** A header that says when a customer left, where the reader has no meaning for it. */
const leavingHeader =
  /^(?:left|churned|cancell?ed|lost|gone|abgesprungen|gekündigt|parti|résilié|baja|opgezegd)(?:[ _](?:on|at|date|am|le|el|op))?$/i;

/** Whether a column holds days: most of its filled cells are dates, or would be if the order of day and month were known. */
function holdsDates(table: ReadTable, header: string, dates: Reading["dates"]): boolean {
  const cells = table.records.map(({ cells: own }) => own[header] ?? "");
  const filled = cells.filter((cell) => !isMissing(cell));
  if (filled.length === 0 || filled.every((cell) => /^\d+$/.test(cell))) return false;
  const rowOf = (index: number) => table.records[index]?.row ?? 1;
  const { faults, refusal } = readDates(columnOf(cells), { header, rowOf }, dates, false);
  return refusal === null ? faults.size * 2 < filled.length : refusal.code === "dates_unclear";
}

/** The columns of days between the start and the value, in the order of the file. */
function stagesBetween(table: ReadTable, headers: readonly string[], [from, to]: [string, string], dates: Reading["dates"]) {
  const [first, last] = [headers.indexOf(from), headers.indexOf(to)];
  return headers.slice(first + 1, Math.max(first + 1, last)).filter((header) => holdsDates(table, header, dates));
}

/**
 * The onboardings of a table: start and value by the reader's meaning or by their usual headers, the stages the caller names, else the columns of
 * days between them as they stand in the file. Throws Problem where a named header is not there, and where the order of day and month is open.
 */
export function stagedRows(table: ReadTable, { value, milestones, segment, csm, left, dates }: StagedNames): StagedTable {
  const all = Object.keys(table.records[0]?.cells ?? {});
  const named = headersOf(table, stagedColumns, { value, segment, csm });
  const begun = table.records.some(({ start }) => start !== null);
  const startHeader = begun ? table.columns.find(({ field }) => field === "start")?.header : named.start;
  const stages =
    milestones ??
    (startHeader === undefined || named.value === undefined
      ? []
      : stagesBetween(table, all, [startHeader, named.value], dates).filter((header) => header !== left));
  const taken = new Set([startHeader, named.value, ...stages]);
  const leftHeader = left ?? all.find((header) => !taken.has(header) && leavingHeader.test(header));
  const unread = new Map<number, string[]>();
  const datesIn = (header: string | undefined) =>
    header === undefined
      ? null
      : dateCells(table, header, {
          dates,
          pass_over: true,
          onFault: (index) => unread.set(index, [...(unread.get(index) ?? []), header]),
        });
  const starts = begun ? table.records.map(({ start }) => start) : datesIn(named.start);
  const values = datesIn(named.value);
  const leaving = datesIn(leftHeader);
  const stageDates = stages.map((header) => [header, datesIn(header)!] as const);
  const numbersOf = (header: string | undefined) =>
    header === undefined || taken.has(header)
      ? null
      : readNumbers(
          columnOf(table.records.map(({ cells }) => cells[header] ?? "")),
          { header, rowOf: (index) => table.records[index]?.row ?? 1 },
          undefined,
        ).values;
  const numbers = numbersOf(named.days);
  const users = numbersOf(named.users);
  // One column may be called status: it is the remark where nothing else is, and the stage as well.
  const { reading } = table;
  // Rows of one customer under two spellings are one here.
  reading.doubts = reading.doubts.filter(({ code }) => code !== "similar_accounts");
  markUsed(
    table.reading,
    new Set(
      [
        ...taken,
        leftHeader,
        named.days,
        named.remark,
        named.csm,
        named.segment,
        named.stage,
        named.waiting_on,
        named.users,
      ].flatMap((header) => header ?? []),
    ),
  );
  const spelled = oneSpelling(table.records.map(({ account }) => account));
  const person = oneSpelling(
    table.records.flatMap(({ owner, cells }) => (named.csm === undefined ? owner : cells[named.csm]?.trim()) || []),
  );
  const text = (header: string | undefined, cells: Record<string, string>): string | null =>
    header === undefined || isMissing(cells[header] ?? "") ? null : cells[header]!.trim();
  const days = numbers === null ? null : [...numbers];
  const active = users === null ? null : [...users];
  const waits = oneSpelling(table.records.flatMap(({ cells }) => text(named.waiting_on, cells) ?? []));
  return {
    rows: table.records.map((record, index): StagedRow => {
      const who = csm === undefined ? (record.owner ?? text(named.csm, record.cells)) : text(named.csm, record.cells);
      return {
        account: spelled(record.account),
        start: starts?.[index] ?? null,
        value: values?.[index] ?? null,
        left: record.gone_on ?? leaving?.[index] ?? null,
        stages: Object.fromEntries(stageDates.flatMap(([header, own]) => (own[index] == null ? [] : [[header, own[index]!]]))),
        segment: text(named.segment, record.cells),
        csm: who === null ? null : person(who),
        remark: text(named.remark, record.cells),
        days: days?.[index] ?? null,
        arr: record.amount === null ? null : annualAmount(record.amount, table.amount_unit, record.contract_months),
        stage: text(named.stage, record.cells),
        waiting_on: text(named.waiting_on, record.cells) === null ? null : waits(text(named.waiting_on, record.cells)!),
        users: active?.[index] ?? null,
        unread: unread.get(index) ?? [],
      };
    }),
    headers: {
      start: startHeader ?? null,
      value: named.value,
      stages: [...stages],
      days: numbers === null ? undefined : named.days,
      all,
    },
  };
}
