"""Accounts the officer looks after: the list of them, and letting somebody new in."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from benefits import access
from benefits.access import Permission
from benefits.desk import account_letters, account_list, account_page, hand_over, lists
from benefits.desk.account_forms import AddForm, Kind, kind_of
from benefits.desk.account_notes import note
from benefits.errors import Conflict, NotFound, Refusal
from benefits.periods import day_of
from benefits.web import allow, current
from benefits.web.telling import sentence

pages = Blueprint("accounts", __name__, url_prefix="/tai-khoan")

lists.offer_files(pages, account_list.asked, Permission.MANAGE_ACCOUNTS)
account_page.add_to(pages)
hand_over.add_to(pages)
