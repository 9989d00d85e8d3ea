"""Certificates: a page that anybody with the code can look at; for its holder, a PDF and a new one; and withdrawing."""

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.exchange.pdf import certificate_pdf
from quizapp.exchange.qr import qr_svg
from quizapp.model.acts import Act
from quizapp.services.records import certificates, completing, reissuing
from quizapp.web import access, guards, held_forms
from quizapp.web.forms import asked, typed

blueprint = Blueprint("certificates", __name__, url_prefix="/certificates")


@blueprint.after_request
def keep_out_of_search(response: Response) -> Response:
    """A page with a person's name on it is for whoever was given its code, and for no search engine."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@blueprint.get("")
def check() -> ResponseReturnValue:
    """Where anybody types in a code."""
    access.person_or_none()  # whoever is signed in has their own way back at the top
    code = asked("code", 200).strip()[:100]
    if code:
        tidy = certificates.tidy(code)
        if tidy and certificates.certificate_page(access.site(), tidy, None) is not None:
            return redirect(url_for("certificates.certificate", code=tidy), 303)
        return _not_found(code)
    return render_template("certificates/check.html", code="", missing=False)


@blueprint.get("/<code>")
def certificate(code: str) -> ResponseReturnValue:
    """One certificate, for whoever has its code: what is on it, and whether it still stands."""
    page = certificates.certificate_page(access.site(), code, access.person_or_none())
    if page is None:
        return _not_found(code[:100])
    address = _address(page.code)
    return render_template("certificates/certificate.html", page=page, address=address, qr=qr_svg(address))


def _not_found(code: str) -> tuple[str, int]:
    signs = len(certificates.tidy(code).replace("-", ""))
    return render_template(
        "certificates/check.html", code=code, missing=True, signs=signs, length=completing.CODE_LENGTH
    ), 404


@blueprint.get("/<code>/pdf")
def pdf(code: str) -> ResponseReturnValue:
    """The holder's own certificate as a tagged PDF."""
    if (elsewhere := guards.require_person()) is not None:
        return elsewhere
    found = certificates.to_print(access.site(), code, access.person())
    if found is None:
        abort(404)
    response = make_response(certificate_pdf(found.printed, found.code, _address(found.code), found.replaces))
    response.headers["Content-Type"] = "application/pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="certificate-{found.code}.pdf"'
    return response


@blueprint.post("/<code>/reissue")
def reissue(code: str) -> ResponseReturnValue:
    """A new one for its holder, who has another name now than the one on it; asked for twice, the same."""
    if (elsewhere := guards.require_person()) is not None:
        return elsewhere
    new = reissuing.reissue(access.site(), access.person(), code)
    if new is None:
        abort(404)
    return redirect(url_for("certificates.certificate", code=new), 303)


@blueprint.get("/<code>/withdraw")
def ask_to_withdraw(code: str) -> ResponseReturnValue:
    """For an administrator: why is it withdrawn?"""
    if (elsewhere := guards.require_person()) is not None:
        return elsewhere
    guards.require(Act.WITHDRAW_CERTIFICATE)
    page = certificates.certificate_page(access.site(), code, access.person())
    if page is None:
        abort(404)
    return render_template("certificates/withdraw.html", page=page, why="", problems=())


@blueprint.post("/<code>/withdraw")
def withdraw(code: str) -> ResponseReturnValue:
    """Withdraw it for good, with a reason that its holder can read."""
    if (elsewhere := guards.require_person()) is not None:
        return elsewhere
    guards.require(Act.WITHDRAW_CERTIFICATE)
    why = typed("why")
    page = certificates.certificate_page(access.site(), code, access.person())
    if page is None:
        abort(404)
    problems = certificates.withdraw(access.site(), access.person(), code, why)
    if problems:
        return render_template("certificates/withdraw.html", page=page, why=why, problems=problems), 400
    return redirect(url_for("certificates.certificate", code=page.code), 303)


@held_forms.shows("certificates.withdraw")
def _not_saved_yet(of: dict[str, str], written: held_forms.Written) -> str:
    """The form with what was written in it; nothing is withdrawn yet."""
    guards.require(Act.WITHDRAW_CERTIFICATE)
    page = certificates.certificate_page(access.site(), of["code"], access.person())
    if page is None:
        abort(404)
    return render_template(
        "certificates/withdraw.html", page=page, why=written.get("why", ""), problems=(), too_old=True
    )


def _address(code: str) -> str:
    """Where anybody can check this code, in full: by the site's own address, whatever host a request named."""
    path = url_for("certificates.certificate", code=code).removeprefix(request.script_root)
    return f"{access.site().settings.address}{path}"
