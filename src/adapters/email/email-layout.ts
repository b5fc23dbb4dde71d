/** The look of every e-mail: MJML with Liquid left in place, compiled once and then filled for each contact. */

/**
 * Liquid variables of the layout: `subject`, `previewText`, `heading`, `paragraphs`, `button`, `products`, `offer`,
 * `shop`, `unsubscribeUrl`, `preferencesUrl`, `openPixelUrl`. Liquid tags stand in `mj-raw`, where MJML keeps them.
 */
export const EMAIL_LAYOUT = `
<mjml lang="en" dir="ltr">
  <mj-head>
    <mj-title>{{ subject }}</mj-title>
    <mj-preview>{{ previewText }}</mj-preview>
    <mj-attributes>
      <mj-all font-family="-apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif" />
      <mj-text font-size="16px" line-height="24px" color="#1f2933" />
      <mj-button background-color="#1d4ed8" color="#ffffff" border-radius="6px" font-size="15px" font-weight="600" />
    </mj-attributes>
  </mj-head>
  <mj-body background-color="#f4f5f7" width="600px">
    <mj-section padding="24px 0 8px">
      <mj-column>
        <mj-text align="center" font-size="14px" color="#52606d">{{ shop.name }}</mj-text>
      </mj-column>
    </mj-section>
    <mj-section background-color="#ffffff" padding="24px 8px 8px" border-radius="8px 8px 0 0">
      <mj-column>
        <mj-text padding="0 24px 12px"><h1 style="font-size:26px;line-height:32px;margin:0">{{ heading }}</h1></mj-text>
        <mj-raw>{% for paragraph in paragraphs %}</mj-raw>
        <mj-text padding="0 24px 16px">{{ paragraph }}</mj-text>
        <mj-raw>{% endfor %}</mj-raw>
      </mj-column>
    </mj-section>
    <mj-raw>{% if offer %}</mj-raw>
    <mj-section background-color="#ffffff" padding="0 32px 16px">
      <mj-column background-color="#eef4ff" border="1px dashed #1d4ed8" border-radius="6px" padding="12px 0">
        <mj-text align="center" font-weight="600">{{ offer.name }}</mj-text>
        <mj-text align="center" font-size="22px" letter-spacing="2px" padding="0 24px">{{ offer.code }}</mj-text>
        <mj-text align="center" font-size="13px" color="#52606d">Valid until {{ offer.validTo }}</mj-text>
      </mj-column>
    </mj-section>
    <mj-raw>{% endif %}{% if products.size > 0 %}</mj-raw>
    <mj-section background-color="#ffffff" padding="0 8px 16px">
      <mj-raw>{% for product in products %}</mj-raw>
      <mj-column width="50%" vertical-align="top" padding="0 8px 16px">
        <mj-raw>{% if product.imageUrl %}</mj-raw>
        <mj-image src="{{ product.imageUrl }}" alt="{{ product.name }}" width="240px" border-radius="6px" padding="8px" />
        <mj-raw>{% endif %}</mj-raw>
        <mj-text align="center" font-weight="600" padding="4px 8px">{{ product.name }}</mj-text>
        <mj-raw>{% if product.price %}</mj-raw>
        <mj-text align="center" color="#52606d" padding="0 8px">{{ product.price }}</mj-text>
        <mj-raw>{% endif %}{% if product.url %}</mj-raw>
        <mj-button href="{{ product.url }}" padding="8px">{{ button }}</mj-button>
        <mj-raw>{% endif %}</mj-raw>
      </mj-column>
      <mj-raw>{% endfor %}</mj-raw>
    </mj-section>
    <mj-raw>{% endif %}</mj-raw>
    <mj-section padding="16px 8px 32px">
      <mj-column>
        <mj-text align="center" font-size="12px" line-height="18px" color="#52606d">
          {{ shop.name }}, {{ shop.postalAddress }}<br />
          You get this e-mail because you agreed to receive offers from {{ shop.name }}.<br />
          <a href="{{ unsubscribeUrl }}" style="color:#1d4ed8">Unsubscribe</a> or
          <a href="{{ preferencesUrl }}" style="color:#1d4ed8">change your preferences</a>
        </mj-text>
      </mj-column>
    </mj-section>
    <mj-raw>{% if openPixelUrl %}<img src="{{ openPixelUrl }}" alt="" width="1" height="1" style="display:block" />{% endif %}</mj-raw>
  </mj-body>
</mjml>`;
