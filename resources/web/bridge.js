/* Ties the map to the window around it: calls come in by script, only ids and counts go out. */
"use strict";
(function (tp) {
  new QWebChannel(qt.webChannelTransport, (channel) => {
    const bridge = channel.objects.bridge;
    tp.report = (name, ...values) => bridge[name](...values);
    tp.hasWindow = true;
    bridge.ready();
  });
})(window.tourMap);
