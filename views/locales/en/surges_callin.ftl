### Asking people at home to come in, at level 3 of a surge.

surges-call = *Many callers are waiting, more than everybody here can answer. Could you come in and take calls?* Please answer by { $until }; when will you be here?
surges-call-free = You are asked because you agreed to be. You are free to decline: nobody asks why, and nothing follows from it.
surges-call-accepted = *Thank you! You are expected at { $arrives }.* Press “I am here” when you have arrived.
surges-call-arrived = Thank you for coming. Please report to the shift leader.
surges-call-declined = That is quite all right. Thank you for answering.
surges-call-released = Thank you. You are not needed any more and need not come.
surges-call-turn-back = *You need not come any more: the wave of callers is over.* Thank you very much for setting out; if you are at the door already, please see the shift leader.
surges-button-accept = I am coming, in { $minutes } min
surges-button-decline = I cannot come
surges-button-arrive = I am here
