/** What a start of the browser depends on. */
export type FlagChoices = {
  /** A folder of its own, empty before the start. */
  readonly profile: string
  /** Where the network stack writes its log; absent: it writes none. */
  readonly netLog?: string
  /** Flags of the containment: a proxy, rules for names. */
  readonly more?: readonly string[]
}

/**
 * Settings for the profile, as the browser keeps them in `Default/Preferences`: it looks up by itself whether a password
 * that somebody types is known to be lost, and fetches a dictionary as soon as somebody types words; two requests less to be
 * told from a page's.
 */
export const preferences = {
  profile: { password_manager_leak_detection: false },
  browser: { enable_spellchecking: false },
  spellcheck: { dictionaries: [] },
}

/** Services of the browser's own that no page can tell; each is a request less to be told from a page's. */
const ownServices = [
  'OptimizationHints',
  'OptimizationGuideModelDownloading',
  'OptimizationHintsFetching',
  'NetworkTimeServiceQuerying',
  'AutofillServerCommunication',
  'MediaRouter',
  'Translate',
]

/**
 * The lists below the address bar, which nobody opens: each window, and every visit has one, loads them as pages of their own.
 * They took nearly half of what a visit took.
 */
const addressLists = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup']

/**
 * The flags of a start. The default profile is used, not a private one: private contexts never look names up early and
 * never connect early, so that they look clean where a person's browser would not be. Background networking stays on for
 * the same reason; what the browser sends by itself is subtracted by a start without a page.
 *
 * @param choices - the folder, the log's place and the containment's flags.
 * @returns the arguments of the program, in order.
 * Privacy: the arguments hold paths of ours and nothing of a page.
 * Cost: O(flags).
 */
export function browserFlags(choices: FlagChoices): readonly string[] {
  const log =
    choices.netLog === undefined
      ? []
      : [`--log-net-log=${choices.netLog}`, '--net-log-capture-mode=Everything', '--net-log-duration=600']
  return [
    '--headless=new',
    // The page is already held by the containment, and a network namespace of our own needs it off.
    '--no-sandbox',
    '--disable-dev-shm-usage',
    '--remote-debugging-pipe',
    `--user-data-dir=${choices.profile}`,
    '--disable-popup-blocking',
    '--disable-component-update',
    '--disable-default-apps',
    '--disable-client-side-phishing-detection',
    `--disable-features=${[...ownServices, ...addressLists].join(',')}`,
    '--disable-sync',
    '--disable-gpu',
    '--no-first-run',
    '--no-default-browser-check',
    '--password-store=basic',
    '--use-mock-keychain',
    '--mute-audio',
    // Visits that run beside each other are each in the foreground.
    '--disable-background-timer-throttling',
    '--disable-backgrounding-occluded-windows',
    '--disable-renderer-backgrounding',
    '--allow-loopback-in-peer-connection',
    ...log,
    ...(choices.more ?? []),
    'about:blank',
  ]
}
