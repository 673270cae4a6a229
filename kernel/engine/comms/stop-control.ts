import type { SinkControl } from '../../../src/display/bundle.js';
import type { Comms } from './comms.js';
import { WIDGET_VIEW, type WidgetModel } from './widget-model.js';

/** No view of a widget: reopened without a kernel, JupyterLab would wait for it for ever. */
const NOTHING = { 'text/html': '', 'text/plain': '' };

/**
 * Makes the stop buttons of trainings: ipywidgets' button, and beside it a place for what a page shows that was opened
 * anew. Such a page has the outputs as they were saved and gets no updates of them, but its widgets live on.
 */
export class StopControls {
  readonly #comms: Comms;
  /** The widgets of a training that has ended, kept for a page that was opened while it ran. */
  #kept: readonly WidgetModel[] = [];

  constructor(comms: Comms) {
    this.#comms = comms;
  }

  /** `undefined` where no front end has widgets. */
  create(label: string, onPress: () => void): SinkControl | undefined {
    const comms = this.#comms;
    if (comms.pages === 0) return undefined;
    for (const widget of this.#kept) widget.close();
    this.#kept = [];
    const { pages } = comms;
    const button = comms.core('Button', { description: label, icon: 'stop', tooltip: label });
    const place = comms.core('HTML', { value: '' });
    const box = comms.core('VBox', { children: [button, place].map(({ id }) => `IPY_MODEL_${id}`) });
    button.onMessage((content) => {
      if ((content as { event?: unknown } | null)?.event !== 'click') return;
      button.set({ disabled: true, description: 'Stopping' });
      onPress();
    });
    const isReopened = () => comms.pages > pages;
    return {
      data: { [WIDGET_VIEW]: { version_major: 2, version_minor: 0, model_id: box.id }, ...NOTHING },
      over: NOTHING,
      show: (html) => {
        if (isReopened()) place.set({ value: html });
      },
      close: () => {
        if (isReopened()) {
          box.set({ children: [`IPY_MODEL_${place.id}`] });
          button.close();
          this.#kept = [place, box];
        } else for (const widget of [box, place, button]) widget.close();
      },
    };
  }
}
