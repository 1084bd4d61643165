"""The window's language: that of the system where nothing else was asked for, Qt's texts too."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

from tourplanner import i18n

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

logger = logging.getLogger(__name__)

QT_CATALOGUES = ("qtbase", "qt")


def speak_as_asked(app: QApplication) -> None:
    """Settle the language before the first widget is made, and teach it to Qt's own dialogs."""
    if not i18n.is_installed():
        i18n.install(i18n.best(QLocale.system().uiLanguages()))
    QLocale.setDefault(window_locale())
    if i18n.language() == i18n.SOURCE_LANGUAGE:
        return
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name in QT_CATALOGUES:
        texts = QTranslator(app)
        if texts.load(f"{name}_{i18n.language()}", folder):
            app.installTranslator(texts)
        else:
            logger.warning("Qt has no %s texts in %s", name, i18n.language())


def window_locale() -> QLocale:
    """How fields of the window write dates: as people do where the language is at home."""
    if i18n.language() == i18n.SOURCE_LANGUAGE:
        return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    return QLocale(i18n.language())
