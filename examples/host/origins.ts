declare const __INTAKE__: string
declare const __LEAVE__: string

/** The origin that serves the widget: the community's own, and never this page's. */
export const intake: string = __INTAKE__

/** Where "Leave quickly" goes: a page that says nothing. */
export const leave: string = __LEAVE__
