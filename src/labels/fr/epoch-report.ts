import type { EpochReportWords } from '../../vocabulary/epoch-report-words.js'
import { frMeasurement } from './measurement.js'

/** What a lead and a funder read of what was counted in eight weeks, in French. */
export const frEpochReport: EpochReportWords = {
  language: 'fr',
  cohort: frMeasurement,
  title: '{community} : ce qui a été compté',
  weeks: 'Les huit semaines du {from} au {to}',
  lead: 'L’appareil de chaque membre a compté ses propres notes et caché les comptes. Seul le total de tous est sorti, avec un peu de hasard mêlé. On n’a observé personne.',
  heading: {
    short: 'En bref',
    missing: 'Ce qui n’est pas ici, et pourquoi',
    reading: 'Comment lire ces nombres',
    verify: 'Comment vérifier cette page',
  },
  metric: {
    'referral-to-session': {
      question: 'Combien de temps attend-on une première séance ?',
      means: 'Jours entiers entre l’arrivée de l’orientation et la première séance, jusqu’à 56 jours.',
      not: 'Une courte attente n’est pas une bonne aide, et une longue a pu être le souhait de la personne.',
      cells: {
        '0-3': 'de 0 à 3 jours',
        '4-7': 'de 4 à 7 jours',
        '8-14': 'de 8 à 14 jours',
        '15-21': 'de 15 à 21 jours',
        '22-28': 'de 22 à 28 jours',
        '29-42': 'de 29 à 42 jours',
        '43-56': 'de 43 à 56 jours',
        none: 'aucune séance en 56 jours',
      },
    },
    'sessions-reached': {
      question: 'Jusqu’où vont les orientations ?',
      means: 'Le point le plus loin atteint par chaque orientation en 84 jours.',
      not: 'Venir trois fois n’est pas aller mieux, et une fois a pu suffire.',
      cells: { none: 'aucune séance', first: 'une première séance', third: 'une troisième séance' },
    },
    'first-session': {
      question: 'Les orientations mènent-elles à une première séance ?',
      means: 'Orientations suivies d’une première séance en 84 jours.',
      not: 'Une première séance est un début. Si elle a aidé n’a pas été compté.',
      cells: { yes: 'une première séance', no: 'aucune séance en 84 jours' },
    },
    'third-session': {
      question: 'Les orientations mènent-elles à une troisième séance ?',
      means: 'Orientations suivies d’une troisième séance en 84 jours.',
      not: 'Revenir n’est pas être aidé, et une séance peut suffire.',
      cells: { yes: 'une troisième séance', no: 'moins de trois en 84 jours' },
    },
    'seven-day-rebook': {
      question: 'Revient-on dans la semaine ?',
      means: 'Parmi les premières séances de ces semaines, combien ont été suivies d’une deuxième en 7 jours au plus.',
      not: 'Bien des bonnes façons de travailler laissent plus d’une semaine entre deux séances.',
      cells: { yes: 'un retour dans la semaine', no: 'plus tard, ou pas' },
    },
    completed: {
      question: 'Ce qui était convenu est-il achevé ?',
      means: 'Ce qui était convenu a eu lieu, en 168 jours.',
      not: 'Achevé n’est pas un résultat. Cela dit que quelque chose a eu lieu, non que cela a aidé.',
      cells: { yes: 'achevé', no: 'pas achevé en 168 jours' },
    },
    're-referral': {
      question: 'Oriente-t-on vers quelqu’un d’autre ?',
      means: 'Orientations passées à quelqu’un d’autre en 84 jours.',
      not: 'Passer la main peut être juste ce qu’il faut. Ni beaucoup ni peu n’est bon en soi.',
      cells: { yes: 'passée à quelqu’un d’autre', no: 'pas passée en 84 jours' },
    },
    'received-by-source': {
      question: 'D’où viennent les orientations ?',
      means: 'Orientations reçues, selon qui les a envoyées, si la personne a voulu le dire.',
      not: 'Une origine qui n’a pas été dite est une « autre origine ». Cela ne dit pas qui envoie les bonnes personnes.',
      cells: {},
    },
    'received-by-month': {
      question: 'Quand reçoit-on des orientations ?',
      means: 'Orientations selon le mois du jour de leur arrivée.',
      not: 'Huit semaines touchent deux ou trois mois, presque jamais entiers : leurs mois ne se comparent pas.',
      cells: {},
    },
    'given-by-source': {
      question: 'À qui donne-t-on des orientations ?',
      means:
        'Orientations données, selon le genre de destinataire. Chacune compte, même si plusieurs étaient pour une personne.',
      not: 'Cela ne dit pas si elles ont été suivies.',
      cells: {},
    },
    'given-by-month': {
      question: 'Quand donne-t-on des orientations ?',
      means: 'Orientations selon le mois du jour où elles ont été données.',
      not: 'Huit semaines touchent deux ou trois mois, presque jamais entiers : leurs mois ne se comparent pas.',
      cells: {},
    },
    attendance: {
      question: 'Les personnes qui ont pris une place à une rencontre viennent-elles ?',
      means: 'Places aux rencontres de ces semaines, comptées par l’hôte. Une place rendue ne compte pas.',
      not: 'Une absence a des raisons qu’aucun compte ne connaît.',
      cells: { yes: 'une présence', no: 'une absence' },
    },
    'event-follow-up': {
      question: 'Une rencontre a-t-elle été un premier pas ?',
      means: 'Parmi les personnes venues : qui a pris rendez-vous avec l’hôte, ou lui a été adressé, en 28 jours.',
      not: 'Un pas avec quelqu’un d’autre ne se voit pas. Et qui en a fait un l’aurait peut-être fait sans la rencontre.',
      cells: { yes: 'un pas de plus', no: 'aucun avec l’hôte' },
    },
  },
  source: {
    person: 'la personne elle-même',
    colleague: 'un autre membre',
    physician: 'un cabinet médical',
    school: 'une école',
    faith: 'une communauté de foi',
    legal: 'un service juridique',
    'community-organisation': 'une association',
    event: 'une rencontre',
    other: 'une autre origine',
  },
  band: {
    'under-half': 'moins de la moitié',
    'about-half': 'environ la moitié',
    most: 'la plupart',
    'nearly-all': 'presque tout',
  },
  people: { '20-99': 'On en a compté entre 20 et 99.', '100-or-more': 'On en a compté 100 ou plus.' },
  said: {
    share: '{share} % : {cell}. Avec le bruit et le hasard, entre {low} % et {high} %.',
    middle: 'Le milieu de toutes se trouve ici : {cell}.',
    counts: 'Le plus grand compte : {cell}, {number}, entre {low} et {high}.',
    orAnother: 'Les intervalles se recouvrent : un autre peut être le plus grand.',
    leftOut: 'Laissé de côté, car si peu ne se montre pas : {cells}.',
    noKinds: 'Trop peu pour dire lesquels.',
    bandEdges:
      'Une tranche est ce qu’il y a de plus exact ici. Ses bords sont à 40, 60 et 85 %, et une part peut en dépasser un de 3 points avant que la tranche change.',
    smallSide: 'Aucune part n’est donnée, car elle montrerait un côté de moins de 20.',
    elsewhere:
      'Aucun nombre n’est donné, car un autre compte des mêmes personnes en a, et la différence des deux pourrait être une personne.',
  },
  before: {
    overlap:
      'Dans les huit semaines d’avant c’était {share} %, entre {low} % et {high} %. Les deux intervalles se recouvrent : rien n’a peut-être changé.',
    apart:
      'Dans les huit semaines d’avant c’était {share} %, entre {low} % et {high} %. Les deux intervalles ne se recouvrent pas : le hasard seul fait rarement cela. Pourquoi cela a changé, aucun nombre ne le dit ici.',
    sameBand: 'Dans les huit semaines d’avant c’était la même tranche.',
    otherBand:
      'Dans les huit semaines d’avant c’était une autre tranche : {band}. Avec si peu, ce peut encore être le hasard.',
  },
  plot: {
    share: 'Une échelle de 0 à 100 %. {bars}',
    band: 'Une échelle de 0 à 100 % en quatre tranches. {bars}',
    counts: 'Une barre par compte. {bars}',
    middle: 'Une ligne par réponse. {bars}',
    theMiddle: 'le milieu de toutes',
  },
  table: {
    what: 'Quoi',
    number: 'Nombre',
    from: 'De',
    to: 'À',
    inThousand: '{cell}, sur 1000',
    band: 'Tranche',
    these: 'Ces semaines',
    before: 'Semaines d’avant',
    here: 'ici',
    notHere: '–',
    notSaid: 'pas dit',
    question: 'La question',
    took: 'Ont répondu',
    noise: 'Bruit (ε)',
    file: 'Fichier (SHA-256)',
    round: 'Tour',
    verifyCaption: 'Les fichiers dont cette page est faite.',
  },
  part: {
    means: 'Ce que cela compte',
    not: 'Ce que cela ne dit pas',
    canIt: 'Si peu pourraient-ils montrer un changement ?',
  },
  ifAsMany: 'Si les huit semaines à venir sont aussi grandes, les deux ensemble :',
  ifAtMost: 'On en a compté 99 au plus. S’il y en a autant dans les huit semaines à venir, les deux ensemble :',
  missing: {
    none: 'Rien de ce qui a été demandé ne manque, d’après ces fichiers.',
    lead: 'Un nombre qui manque est aussi une réponse : il a été demandé, et ne peut être dit sans montrer quelqu’un, ou sans deviner.',
    aFile: 'Un fichier venu avec les autres',
    why: {
      measurement_foreign: 'Cette communauté ne l’a pas signé. Rien n’en est montré.',
      measurement_invalid: 'Il ne se lit pas, ou dit plus que si peu de personnes ne le permet. Rien n’en est montré.',
      measurement_sum_wrong:
        'Les parties de ce compte ne vont pas ensemble. Les membres peuvent ouvrir leurs rapports pour voir pourquoi.',
      measurement_too_few:
        'Moins de huit membres pouvaient participer, ou moins de deux sur trois l’ont fait jusqu’au bout. Il n’y a alors pas de total, et rien n’est montré.',
      release_mismatch: 'Ce n’est pas ce que donnent les fichiers de son tour. N’utilisez pas ses nombres.',
      release_repeated:
        'Il y a deux fichiers sur ces semaines, dont la différence pourrait être une personne. Aucun n’est montré.',
      release_withheld:
        'On en a compté moins de 20. Avec si peu, un nombre pourrait désigner quelqu’un : rien n’est donc dit, pas même combien. On peut redemander pour des semaines où il se passe davantage.',
      statement_expired: 'Il a plus de cinq ans, et ne vaut plus.',
      statement_forged: 'Sa signature ne va pas. Quelqu’un l’a changé.',
      unsaid: 'C’était demandé, et rien n’est venu : on en a compté moins de 20, ou la communauté l’a gardé.',
    },
    notAsked: 'Pas demandé dans ces semaines :',
  },
  reading: [
    'Chaque nombre porte du bruit. Chaque appareil a ajouté un peu de hasard, pour que personne ne se voie.',
    'L’intervalle dit de combien le bruit et le hasard peuvent déplacer un nombre, 95 fois sur 100. S’il est large, on ne le sait pas mieux.',
    'Là où un intervalle comprend ce qui était avant, rien n’a peut-être changé.',
    'En dessous de 20, rien n’est dit. À partir de 20, une tranche ; à partir de 100, des nombres, et seulement des comptes de 20 et plus.',
    'Qui n’a pas participé n’y est pas. Ce que compte un membre est sa propre parole.',
    'Qui a écrit à deux membres compte deux fois.',
    'Aucun nombre ici n’est un résultat. On n’a demandé à personne comment cela allait. Et aucun nombre ici ne montre une cause.',
  ],
  verify: {
    lead: 'Vous n’avez pas à croire cette page. Ce qu’elle dit est dans des fichiers signés, qui sont publics.',
    steps: [
      'Demandez la liste publiée de la communauté, qui nomme ses clés, ces fichiers, et tous ceux de leurs tours.',
      'Passez chaque fichier à verifyRelease d’entrenous/measurement, avec les fichiers de son tour. Tout ce que chaque membre a signé est additionné à nouveau.',
      'Passez les mêmes fichiers à epochReportHtml d’entrenous/epoch-report. La même page en sort, à la lettre près.',
    ],
    took: '{reports} membres sur {members}',
    signatures: 'Quand cette page a été faite, les signatures et les limites des petits nombres ont été vérifiées.',
    again:
      'Quand cette page a été faite, signatures et limites ont été vérifiées, et chaque nombre a été additionné à nouveau depuis les fichiers de son tour.',
  },
}
