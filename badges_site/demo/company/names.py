"""Names as the people of thirteen places write them. A given name and a family name are drawn apart."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Culture:
    given: tuple[str, ...]
    family: tuple[str, ...]
    homes: tuple[tuple[str, str], ...]  # (location, time zone); the first ones are the likelier
    family_first: bool = False


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


CULTURES: dict[str, Culture] = {
    "norwegian": Culture(
        _words("Astrid Lars Sigrid Erik Marit Jonas Kari Henrik Solveig Magnus Tuva Eirik Ragnhild Øyvind"),
        _words("Solberg Haugen Nilsen Bakken Dahl Lund Moen Strand Berge Fossum Aasen Tangen Hovland"),
        (("Oslo", "Europe/Oslo"), ("Bergen", "Europe/Oslo")),
    ),
    "portuguese": Culture(
        _words("Inês Tiago Beatriz Rui Catarina Nuno Leonor Duarte Mafalda Gonçalo Rita Vasco Joana"),
        _words("Almeida Carvalho Teixeira Fonseca Moreira Pinheiro Lopes Azevedo Barbosa Tavares Neves"),
        (("Porto", "Europe/Lisbon"), ("Lisbon", "Europe/Lisbon")),
    ),
    "yoruba": Culture(
        _words("Adunni Babajide Folake Kehinde Olumide Simisola Temitope Wale Yetunde Damilola Tunde Morenike"),
        _words("Adebayo Ogunleye Afolabi Oyelaran Balogun Akinola Fashola Olatunji Ayodele Bankole"),
        (("Lagos", "Africa/Lagos"), ("London", "Europe/London")),
    ),
    "kikuyu": Culture(
        _words("Wanjiru Kamau Njeri Mwangi Wambui Kariuki Nyambura Githinji Wairimu Maina Muthoni Ngugi"),
        _words("Gathoni Karanja Mungai Waweru Gichuru Kimani Njoroge Wachira Ndungu Macharia"),
        (("Mombasa", "Africa/Nairobi"), ("Nairobi", "Africa/Nairobi")),
    ),
    "japanese": Culture(
        _words("Haruka Kenta Yui Daichi Aoi Takumi Mio Ren Sakura Kaito Natsuki Shota Emi Ryo"),
        _words("Nakamura Kobayashi Matsuda Inoue Shimizu Fujita Ogawa Hasegawa Okada Murakami Ishii"),
        (("Osaka", "Asia/Tokyo"), ("Tokyo", "Asia/Tokyo")),
    ),
    "chinese": Culture(
        _words("Xiaoyan Jianguo Meiling Haoran Yuting Zhiwei Lihua Wenjie Ruolan Guangming Siyu Minghao"),
        _words("Zhang Liu Huang Zhao Zhou Sun Guo Lin Luo Zheng Tang Deng"),
        (("Xiamen", "Asia/Shanghai"), ("Singapore", "Asia/Singapore")),
        family_first=True,
    ),
    "tamil": Culture(
        _words("Anitha Karthik Meenakshi Senthil Kavitha Vignesh Deepa Arun Revathi Prakash Nandini Suresh"),
        _words("Subramanian Krishnan Natarajan Rajagopal Sundaram Murugan Chandrasekar Ganesan Balan"),
        (("Chennai", "Asia/Kolkata"), ("Singapore", "Asia/Singapore")),
    ),
    "filipino": Culture(
        _words("Marisol Jun Liwayway Rodel Analyn Benjie Corazon Dante Ligaya Ernesto Maricel Paolo"),
        _words("Dimaculangan Santos Macaraeg Villanueva Bautista Salonga Magbanua Dela-Cruz Ocampo Catacutan"),
        (("Manila", "Asia/Manila"), ("Cebu", "Asia/Manila")),
    ),
    "polish": Culture(
        _words("Agnieszka Paweł Katarzyna Michał Zofia Bartosz Magdalena Krzysztof Hanna Wojciech Ewa Łukasz"),
        _words("Kowalczyk Zieliński Szymańska Woźniak Dąbrowski Kamińska Pawlak Górski Sikora Wróbel Lis"),
        (("Gdańsk", "Europe/Warsaw"), ("Gdynia", "Europe/Warsaw")),
    ),
    "turkish": Culture(
        _words("Elif Mehmet Zeynep Emre Defne Burak Selin Kerem Ayşe Onur Nehir Barış"),
        _words("Yılmaz Demir Şahin Çelik Aydın Öztürk Arslan Koç Kurt Polat Erdoğmuş"),
        (("İzmir", "Europe/Istanbul"), ("Istanbul", "Europe/Istanbul")),
    ),
    "chilean": Culture(
        _words("Catalina Matías Valentina Sebastián Javiera Ignacio Constanza Benjamín Antonia Rodrigo Paz Felipe"),
        _words("Muñoz Sepúlveda Contreras Valenzuela Araya Fuentes Carrasco Riquelme Vergara Cárdenas"),
        (("Valparaíso", "America/Santiago"), ("Puerto Montt", "America/Santiago")),
    ),
    "lebanese": Culture(
        _words("Rima Karim Nadine Ziad Layal Fadi Maya Rami Yasmine Georges Hala Samir"),
        _words("Khoury Haddad-Saab Nassar Chamoun Aoun Sfeir Mansour Gemayel Tannous Rahme"),
        (("Beirut", "Asia/Beirut"), ("Marseille", "Europe/Paris")),
    ),
    "canadian": Culture(
        _words("Heather Connor Maeve Graham Élise Tyler Brooke Alistair Geneviève Ross Shannon Calum"),
        _words("MacLeod Tremblay Fraser Gagnon Sinclair Bouchard Whitmore Campbell Pelletier Drummond"),
        (("Vancouver", "America/Vancouver"), ("Halifax", "America/Halifax")),
    ),
}
