"""The style sheet of all controls, written from colour roles."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from tourplanner.mapping.style import Palette

CONTROL_MARKS = {
    "down": ("chevron-down", "quiet"),
    "up": ("chevron-up", "quiet"),
    "check": ("check", "card"),
    "left": ("chevron-left", "ink"),
    "right": ("chevron-right", "ink"),
}
"""Icons drawn inside controls, each with the colour role it takes."""

RULES = """
QMainWindow, QDialog {{ background: {paper}; }}
QDialog, QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QMainWindow::separator {{ background: {line}; width: 1px; height: 1px; }}
QMainWindow::separator:hover {{ background: {accent}; }}
QSplitter::handle {{ background: {line}; }}
QSplitter::handle:hover {{ background: {accent}; }}
QMenuBar {{ background: {paper}; color: {ink}; padding: 2px 8px; border: none; }}
QMenuBar::item {{ padding: 4px 8px; border-radius: 6px; background: transparent; }}
QMenuBar::item:selected {{ background: {wash}; }}
QMenu {{ background: {card}; color: {ink}; border: 1px solid {rim}; padding: 4px; }}
QMenu::item {{ padding: 6px 24px 6px 8px; border-radius: 4px; }}
QMenu::item:selected {{ background: {wash}; color: {ink}; }}
QMenu::item:disabled {{ color: {quiet}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
QMenu::icon {{ padding-left: 8px; }}
QMenu::indicator {{ width: 14px; height: 14px; margin-left: 8px; border: 1px solid {rim};
  border-radius: 4px; background: {card}; }}
QMenu::indicator:checked {{ background: {accent}; border-color: {accent}; image: url({check}); }}
QToolTip {{ background: {card}; color: {ink}; border: 1px solid {rim}; padding: 4px 8px; }}
QToolBar {{ background: {paper}; border: none; border-bottom: 1px solid {line};
  padding: 4px 12px; spacing: 4px; }}
QToolBar::separator {{ background: {line}; width: 1px; margin: 6px 8px; }}
QStatusBar {{ background: {paper}; color: {quiet}; border-top: 1px solid {line}; }}
QStatusBar::item {{ border: none; }}
QStatusBar QLabel {{ color: {quiet}; padding: 2px 4px; }}
QToolButton {{ color: {ink}; background: transparent; border: 2px solid transparent;
  border-radius: 6px; padding: 3px 6px; }}
QToolButton:hover {{ background: {wash}; }}
QToolButton:pressed, QToolButton:checked {{ background: {tint}; }}
QToolButton:focus {{ border-color: {accent}; }}
QToolButton:disabled {{ color: {quiet}; }}
QToolButton::menu-indicator {{ image: none; }}
QToolButton#chip {{ border: 1px solid {rim}; border-radius: 10px; padding: 2px 5px;
  background: {card}; }}
QToolButton#chip:hover {{ background: {wash}; }}
QToolButton#chip[active="true"] {{ background: {tint}; border-color: {accent}; color: {accent}; }}
QToolButton#chip:focus {{ border: 2px solid {accent}; padding: 1px 4px; }}
QPushButton {{ color: {ink}; background: {card}; border: 1px solid {rim}; border-radius: 6px;
  padding: 5px 12px; min-height: 18px; }}
QPushButton:hover {{ background: {wash}; }}
QPushButton:pressed, QPushButton:checked {{ background: {tint}; border-color: {accent};
  color: {accent}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 4px 11px; }}
QPushButton:disabled {{ color: {quiet}; border-color: {line}; background: {paper}; }}
QPushButton#primary, QToolButton#primary {{ background: {accent}; color: {card};
  border: 2px solid {accent}; border-radius: 6px; padding: 4px 12px; font-weight: 600; }}
QPushButton#primary:hover, QToolButton#primary:hover {{ background: {accent_deep};
  border-color: {accent_deep}; }}
QPushButton#primary:focus, QToolButton#primary:focus {{ border: 2px solid {ink}; }}
QPushButton#primary:disabled, QToolButton#primary:disabled {{ background: {line}; color: {quiet};
  border-color: {line}; }}
QLineEdit, QComboBox, QAbstractSpinBox {{ color: {ink}; background: {card};
  border: 1px solid {rim}; border-radius: 6px; padding: 4px 8px; min-height: 20px;
  selection-background-color: {accent}; selection-color: {card}; }}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{ border: 2px solid {accent};
  padding: 3px 7px; }}
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {{ color: {quiet};
  background: {paper}; border-color: {line}; }}
QLineEdit[invalid="true"], QComboBox[invalid="true"], QAbstractSpinBox[invalid="true"] {{
  border: 2px solid {wrong}; padding: 3px 7px; }}
QComboBox QLineEdit, QAbstractSpinBox QLineEdit {{ border: none; padding: 0; min-height: 0;
  background: transparent; }}
QSpinBox, QTimeEdit {{ padding: 2px 0 2px 2px; }}
QSpinBox:focus, QTimeEdit:focus {{ padding: 1px 0 1px 1px; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: 22px; }}
QComboBox::down-arrow, QDateEdit::down-arrow {{ image: url({down}); width: 14px; height: 14px; }}
QComboBox QAbstractItemView {{ background: {card}; color: {ink}; border: 1px solid {rim};
  selection-background-color: {tint}; selection-color: {ink}; outline: none; padding: 4px; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: none; width: 18px;
  background: transparent; }}
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover {{ background: {wash}; }}
QAbstractSpinBox::up-arrow {{ image: url({up}); width: 10px; height: 10px; }}
QAbstractSpinBox::down-arrow {{ image: url({down}); width: 10px; height: 10px; }}
QCheckBox, QRadioButton {{ color: {ink}; spacing: 8px; padding: 3px 2px;
  border: 2px solid transparent; border-radius: 6px; }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {accent}; }}
QCheckBox:disabled {{ color: {quiet}; }}
QCheckBox::indicator {{ width: 14px; height: 14px; border: 1px solid {rim}; border-radius: 4px;
  background: {card}; }}
QCheckBox::indicator:checked {{ background: {accent}; border-color: {accent};
  image: url({check}); }}
QRadioButton::indicator {{ width: 14px; height: 14px; border: 1px solid {rim};
  border-radius: 8px; background: {card}; }}
QRadioButton::indicator:checked {{ width: 6px; height: 6px; border: 5px solid {accent};
  background: {card}; }}
QSlider::groove:horizontal {{ height: 4px; background: {line}; border-radius: 2px; }}
QSlider::sub-page:horizontal {{ background: {accent}; border-radius: 2px; }}
QSlider::handle:horizontal {{ background: {card}; border: 2px solid {accent}; width: 12px;
  height: 12px; margin: -6px 0; border-radius: 8px; }}
QSlider:focus {{ border: 2px solid {accent}; border-radius: 6px; }}
QSlider {{ border: 2px solid transparent; min-height: 20px; }}
QTabWidget::pane {{ border: none; }}
QTabBar {{ background: {paper}; }}
QTabBar::tab {{ background: transparent; color: {quiet}; padding: 8px 12px 6px 12px;
  border: none; border-bottom: 3px solid transparent; }}
QTabBar::tab:selected {{ color: {ink}; border-bottom-color: {accent}; font-weight: 600; }}
QTabBar::tab:hover {{ color: {ink}; }}
QTabBar::tab:focus {{ color: {accent}; }}
QAbstractScrollArea {{ background: {card}; border: none; }}
QListView, QTextBrowser {{ background: {card}; color: {ink}; border: none; outline: none; }}
QListView:focus, QTextBrowser:focus {{ border: none; }}
QListView#sections {{ background: {paper}; padding: 8px; }}
QListView#sections::item {{ color: {ink}; border-radius: 6px; padding: 0 8px; }}
QListView#sections::item:hover {{ background: {wash}; }}
QListView#sections::item:selected {{ background: {tint}; color: {ink}; }}
QListView#sections::item:selected:focus {{ border: 2px solid {accent}; padding: 0 6px; }}
QScrollArea#form, QScrollArea#form > QWidget > QWidget {{ background: {paper}; }}
QScrollArea#columns, QScrollArea#columns > QWidget > QWidget {{ background: {paper}; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 2px; }}
QScrollBar::handle {{ background: {line_deep}; border-radius: 3px; min-height: 32px;
  min-width: 32px; }}
QScrollBar::handle:hover {{ background: {quiet}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QLabel#preview {{ background: {card}; color: {ink}; border: 1px solid {rim};
  border-radius: 6px; padding: 8px; }}
QLabel#heading {{ color: {ink}; font-weight: 600; }}
QLabel#quiet {{ color: {quiet}; }}
QLabel#good {{ color: {good}; }}
QLabel#care {{ color: {care}; }}
QLabel#wrong {{ color: {wrong}; }}
QFrame#rule {{ background: {line}; max-height: 1px; min-height: 1px; border: none; }}
QFrame#upright {{ background: {line}; max-width: 1px; min-width: 1px; border: none; }}
QFrame#message {{ background: {card}; border-bottom: 1px solid {line}; }}
QFrame#message[tone="good"] {{ border-left: 4px solid {good}; }}
QFrame#message[tone="care"] {{ border-left: 4px solid {care}; }}
QFrame#message[tone="wrong"] {{ border-left: 4px solid {wrong}; }}
QFrame#card {{ background: {card}; border: 1px solid {line}; border-radius: 6px; }}
QTreeView {{ background: {card}; color: {ink}; border: none; outline: none; }}
QTreeView::item {{ padding: 4px 0; }}
QTreeView::item:selected {{ background: {tint}; color: {ink}; }}
QTreeView#ticks, QListView#sources, QPlainTextEdit {{ background: {card}; color: {ink};
  border: 1px solid {rim}; border-radius: 6px; padding: 4px; }}
QTreeView#ticks:focus, QListView#sources:focus, QPlainTextEdit:focus {{
  border: 2px solid {accent}; padding: 3px; }}
QListView#sources::item {{ padding: 6px 4px; border-radius: 4px; }}
QListView#sources::item:selected {{ background: {tint}; color: {ink}; }}
QTreeView#ticks::indicator {{ width: 14px; height: 14px; border: 1px solid {rim};
  border-radius: 4px; background: {card}; }}
QTreeView#ticks::indicator:checked {{ background: {accent}; border-color: {accent};
  image: url({check}); }}
QScrollArea#pages {{ background: {line}; border: 1px solid {rim}; border-radius: 6px; }}
QScrollArea#pages:focus {{ border: 2px solid {accent}; }}
QScrollArea#pages > QWidget > QWidget {{ background: {line}; }}
QTableView {{ background: {card}; color: {ink}; border: none; outline: none;
  selection-background-color: {tint}; selection-color: {ink}; }}
QTableView::item {{ padding: 0 5px; border: none; }}
QTableView::item:selected {{ background: {tint}; color: {ink}; }}
QHeaderView::section {{ background: {paper}; color: {quiet}; border: none;
  border-bottom: 1px solid {line}; padding: 4px 8px; }}
QTreeView#ticks[roomy="true"]::item {{ padding: 6px 0; }}
QTreeView#ticks QHeaderView::section {{ padding: 4px 3px; }}
QProgressBar {{ background: {line}; border: none; border-radius: 3px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
QWidget#panel {{ background: {paper}; }}
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {paper}; }}
QCalendarWidget QToolButton {{ color: {ink}; }}
QCalendarWidget QToolButton#qt_calendar_prevmonth {{ qproperty-icon: url({left}); }}
QCalendarWidget QToolButton#qt_calendar_nextmonth {{ qproperty-icon: url({right}); }}
"""


def stylesheet(colours: Palette, marks: Mapping[str, str]) -> str:
    """The rules for `colours`; `marks` names the picture file of each of CONTROL_MARKS."""
    return RULES.format(
        paper=colours.paper,
        card=colours.card,
        ink=colours.ink,
        quiet=colours.quiet,
        line=colours.line,
        accent=colours.accent,
        good=colours.good,
        care=colours.care,
        wrong=colours.wrong,
        rim=mixed(colours.quiet, colours.paper, 0.72),
        line_deep=mixed(colours.quiet, colours.paper, 0.4),
        wash=mixed(colours.accent, colours.paper, 0.09),
        tint=mixed(colours.accent, colours.paper, 0.18),
        accent_deep=mixed(colours.accent, colours.ink, 0.8),
        **marks,
    )


@cache
def mixed(colour: str, ground: str, share: float) -> str:
    """`share` of `colour` over `ground`; both "#rrggbb"."""
    parts = (
        round(share * int(colour[n : n + 2], 16) + (1 - share) * int(ground[n : n + 2], 16))
        for n in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02X}" for part in parts)
