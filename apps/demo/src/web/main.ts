import './styles/tokens.css';
import './styles/base.css';
import './styles/frame.css';
import './styles/parts.css';
import './styles/pages.css';
import { provideKairos } from '@kairos/elements/banner';
import '@kairos/elements/headroom';
import { answerGates } from './answer-gates.ts';
import { changePlans } from './change-plan.ts';
import { connectKairos } from './connect-kairos.ts';
import { drawHeadroom } from './draw-headroom.ts';
import { followStanding } from './follow-standing.ts';
import { growLineItems } from './line-items.ts';
import { sendForms } from './send-forms.ts';

growLineItems();
drawHeadroom();
document.addEventListener('redrawn', drawHeadroom);

const kairos = connectKairos();
if (kairos !== null) {
  provideKairos(kairos);
  followStanding(kairos);
  changePlans(kairos);
  sendForms(kairos);
  void answerGates(kairos);
}
